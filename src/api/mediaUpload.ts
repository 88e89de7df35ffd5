import * as z from 'zod';
import { ApiError } from './apiErrors.ts';
import { parseEndpoint } from './endpoint.ts';
import type { ServiceConnection } from './serviceConnection.ts';
import { sendTask } from './utilityTask.ts';

/**
 * Keeps an image at the service, so that later requests name it instead of carrying it. It is
 * deleted there 30 days after its last use (spec/runware-api.md 8).
 * @param dataUri `data:image/…;base64,…`
 * @returns the mediaUUID that stands for it in `inputs.images`
 * @throws ApiError; the signal's reason
 */
export async function uploadImage(
  connection: ServiceConnection,
  dataUri: string,
  signal: AbortSignal,
): Promise<string> {
  const taskUUID = crypto.randomUUID();
  const task = { taskType: 'mediaStorage', taskUUID, operation: 'upload', media: dataUri };
  const [item] = await sendTask(connection, task, signal);
  const parsed = Stored.safeParse(item);
  if (parsed.success) return parsed.data.mediaUUID;
  const { host } = parseEndpoint(connection.baseUrl);
  throw new ApiError('protocol', { host, taskUUID, detail: 'the upload has no mediaUUID' });
}

const Stored = z.looseObject({ mediaUUID: z.uuid() });
