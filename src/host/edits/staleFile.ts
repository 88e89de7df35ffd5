import { PlumbError } from '../../base/errors.ts';

/** A file is not what it was when the change was worked out. */
export class StaleFileError extends PlumbError {
  override readonly name: string = 'StaleFileError';
}
