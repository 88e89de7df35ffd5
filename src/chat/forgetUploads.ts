import { imagesOf } from './images.ts';
import type { RunningTurn } from './turn.ts';

/**
 * Forgets the uploads of the chat's images if the service refused a request for one of them: it
 * deletes what was not used for 30 days (spec/runware-api.md 8).
 * @returns false if the error is about something else
 */
export async function forgetUploads(error: unknown, turn: RunningTurn): Promise<boolean> {
  const uploaded = imagesOf(turn.history).filter(({ mediaUUID }) => mediaUUID !== undefined);
  if (uploaded.length === 0 || !isAboutMedia(error)) return false;
  for (const { image } of uploaded) {
    await turn.emit({ type: 'imageUploaded', at: turn.now(), imageId: image.id });
  }
  return true;
}

function isAboutMedia(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const parameter = 'parameter' in error ? String(error.parameter) : '';
  return /^media(NotFound|Expired)$/.test(code) || parameter.startsWith('inputs.images');
}
