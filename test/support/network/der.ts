import { Buffer } from 'node:buffer';

/** As much of DER as a certificate needs. */
export function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

export const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
export const set = (...content: readonly Uint8Array[]): Buffer => der(0x31, ...content);
export const octets = (content: Uint8Array): Buffer => der(0x04, content);
/** Written in hex, without tag and length. */
export const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
export const text = (value: string): Buffer => der(0x0c, Buffer.from(value, 'utf8'));
export const yes = (): Buffer => der(0x01, Buffer.from([0xff]));
/** Positive, whatever the bytes are. */
export const integer = (bytes: Uint8Array): Buffer => der(0x02, Buffer.from([1]), bytes);
export const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.from([0]), content);
/** @param year in UTC, at its first second */
export const startOf = (year: number): Buffer => der(0x18, Buffer.from(`${year}0101000000Z`));
