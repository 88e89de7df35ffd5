import * as z from 'zod/mini';

// zod tries `new Function` when a schema is built; under our policy (no eval) each try would be
// reported as a violation. So this module is imported before any schema.
z.config({ jitless: true });
