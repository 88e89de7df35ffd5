// The local Runware service in a process of its own, behind a socket that notes when bytes pass. Each
// message of a chat is answered with a call for every file named in the arguments, and what these
// brought with a text. Says its port to the parent process, then after each answer how many ms lay
// between the last byte of the answer before it and the first byte of the request for it.
import { connect, createServer } from 'node:net';
import process from 'node:process';
import { text, tools } from './runware/answers.ts';
import { localKey, startRunwareService } from './runware/service.ts';

const files = process.argv.slice(2);
const service = await startRunwareService({ keys: [localKey] });
service.useScript(({ messages }) =>
  messages.at(-1)?.role === 'tool'
    ? text('Read.')
    : tools(files.map(path => ({ name: 'read_file', arguments: { path } }))),
);
const target = Number(new URL(service.baseUrl).port);

/** When the last byte of an answer was handed on, in ms; undefined since a request follows it. */
let answeredAt: number | undefined;

const server = createServer({ noDelay: true }, client => {
  const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
  client.on('data', bytes => {
    if (answeredAt !== undefined) process.send?.({ gapMs: performance.now() - answeredAt });
    answeredAt = undefined;
    far.write(bytes);
  });
  far.on('data', bytes => {
    client.write(bytes);
    answeredAt = performance.now();
  });
  client.on('end', () => far.end());
  far.on('end', () => client.end());
  client.on('error', () => far.destroy());
  far.on('error', () => client.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
