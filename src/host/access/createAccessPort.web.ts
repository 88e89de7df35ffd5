import type { AccessPort } from '../../tools/accessPort.ts';
import { isLeftOut } from './leftOut.ts';

/** As `createAccessPort.ts`; no file system but the disk's tells of hard links. */
export function createAccessPort(): AccessPort {
  return {
    isIgnored: ({ uri }) => isLeftOut(uri).catch(() => true),
    isHardLinked: ({ uri }) => Promise.resolve(uri.startsWith('file:')),
  };
}
