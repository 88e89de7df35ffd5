import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { pumpOutput, type OutputPiece } from '../../../../src/host/shell/outputPump.ts';

const CHUNK = 16 * 1024;

/** A program that prints for ever, as fast as it is read. */
function endless(): Readable {
  return new Readable({
    highWaterMark: CHUNK,
    read() {
      setImmediate(() => this.push(Buffer.alloc(CHUNK, 'y')));
    },
  });
}

describe('pumpOutput', () => {
  it('S36 makes a program wait that prints faster than its output is handed on', async () => {
    const lengths: number[] = [];
    const pump = pumpOutput([endless(), endless()], piece => {
      lengths.push(piece.raw.length);
      if (lengths.length === 5) pump.stop();
    });
    await pump.ended;
    assert.ok(lengths.length >= 5);
    assert.ok(Math.max(...lengths) <= 8 * CHUNK, `${Math.max(...lengths)} at once`);
  });

  it('hands on all of every stream before it says that they have ended', async () => {
    const streams = [new PassThrough(), new PassThrough()] as const;
    const pieces: OutputPiece[] = [];
    const pump = pumpOutput(streams, piece => pieces.push(piece));
    streams[0].end('a'.repeat(500_000));
    streams[1].end('b'.repeat(500_000));
    await pump.ended;
    const raw = pieces.map(piece => piece.raw).join('');
    assert.equal(raw.length, 1_000_000);
    assert.equal(raw.replaceAll('a', '').length, 500_000);
  });

  it('R40 S36 decodes and strips each stream by itself', async () => {
    const streams = [new PassThrough(), new PassThrough()] as const;
    const pieces: OutputPiece[] = [];
    const pump = pumpOutput(streams, piece => pieces.push(piece));
    streams[0].write(Buffer.from([0xc3]));
    streams[1].write('\x1b[3');
    streams[0].end(Buffer.from([0xa9]));
    streams[1].end('1mred');
    await pump.ended;
    const plain = pieces.map(piece => piece.plain).join('');
    assert.deepEqual(Array.from(plain).sort(), ['d', 'e', 'r', 'é']);
  });
});
