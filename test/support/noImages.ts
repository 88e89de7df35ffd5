import type { ImagePort } from '../../src/chat/imagePort.ts';

/** For chats without images. */
export const noImages: ImagePort = {
  dataUri: () => Promise.reject(new Error('There is no image in this test.')),
  takesUploads: () => true,
  upload: () => Promise.reject(new Error('There is no image in this test.')),
};
