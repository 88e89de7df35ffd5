// A process of its own that answers every POST with small events at a pace, each with the time at
// which it was handed to the socket. Says its port to the parent process.
import { createServer } from 'node:http';
import process from 'node:process';

const [count, paceMs] = process.argv.slice(2).map(Number);

/** An event whose text is the time in µs of a clock that all processes of the machine share. */
function event(): string {
  const chunk = {
    taskType: 'textInference',
    taskUUID: '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11',
    delta: { text: `${process.hrtime.bigint() / 1_000n} ` },
    finishReason: null,
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    let left = count ?? 0;
    const pace = setInterval(() => {
      if (left > 0) response.write(event());
      else {
        clearInterval(pace);
        response.end('data: [DONE]\n\n');
      }
      left -= 1;
    }, paceMs);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
