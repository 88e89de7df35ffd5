import type { AccessPort } from '../../tools/accessPort.ts';

export function createAccessPort(): AccessPort {
  return { standing: () => Promise.resolve({ ignored: false, hardLinked: false }) };
}
