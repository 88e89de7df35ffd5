import { describeError } from '../base/errors.ts';
import { imagesOf, type ChatImage } from './images.ts';
import type { RunningTurn } from './turn.ts';

/**
 * The images of the conversation in the form in which this request sends them: an address as it is;
 * bytes as a data URI in the turn that brings them; from the next turn on the UUID of an upload,
 * because the service remembers no image between requests (spec/runware-api.md 3.2 and 8).
 * @throws PlumbError if an image's bytes are gone
 */
export async function wireImages(turn: RunningTurn): Promise<readonly string[]> {
  const forms: string[] = [];
  for (const image of imagesOf(turn.history)) forms.push(await wireForm(image, turn));
  return forms;
}

async function wireForm(
  { image, isNew, mediaUUID }: ChatImage,
  turn: RunningTurn,
): Promise<string> {
  if (image.url !== undefined) return image.url;
  const takesUploads = turn.images.takesUploads();
  if (takesUploads && mediaUUID !== undefined) return mediaUUID;
  const dataUri = await turn.images.dataUri(turn.chatId, image);
  if (isNew || !takesUploads) return dataUri;
  const uploaded = await upload(dataUri, turn);
  if (uploaded === undefined) return dataUri;
  await turn.emit({
    type: 'imageUploaded',
    at: turn.now(),
    imageId: image.id,
    mediaUUID: uploaded,
  });
  return uploaded;
}

/** An upload only saves bytes: where it fails the image goes along as before. */
async function upload(dataUri: string, turn: RunningTurn): Promise<string | undefined> {
  try {
    return await turn.images.upload(dataUri, turn.signal);
  } catch (error) {
    turn.signal.throwIfAborted();
    turn.logger.warn(`An image could not be uploaded: ${describeError(error)}`);
    return undefined;
  }
}
