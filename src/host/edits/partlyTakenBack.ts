import { PlumbError } from '../../base/errors.ts';

/** A change that was broken off stays in these files. */
export class PartlyTakenBackError extends PlumbError {
  constructor(displays: readonly string[]) {
    super(
      `The change was broken off and could not be taken back whole. Look at these files before anything else: ${displays.join(', ')}.`,
    );
  }
}
