import * as z from 'zod/mini';
import { once } from '../base/once.ts';

/** What a request or an event carries that says all by its name. */
export const nothing = once(() => z.object({}));
