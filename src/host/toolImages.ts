import { PlumbError } from '../base/errors.ts';
import type { ToolImagesPort } from '../tools/toolImage.ts';

export function createToolImages(): ToolImagesPort {
  return {
    areTaken: () => false,
    keep: path => Promise.reject(new PlumbError(`${path.display} cannot be sent.`)),
  };
}
