// A process of its own that answers every POST with the same stream of events, built beforehand, so
// that what a client is measured with costs it nothing. Says its port to the parent process.
import { createServer } from 'node:http';
import process from 'node:process';

const WORDS = ['The ', 'diff', ' ren', 'ames', ' a f', 'lag.', ' So ', 'nöt '];

const shapes: Readonly<Record<string, (index: number) => string>> = {
  '/runware': index =>
    JSON.stringify({
      taskType: 'textInference',
      taskUUID: '5f0c2b52-7f7c-4a49-9a0b-2f0f6a4f6d11',
      delta: { text: WORDS[index % WORDS.length] },
      finishReason: null,
    }),
  '/openai/chat/completions': index =>
    JSON.stringify({
      id: 'chatcmpl-5f0c2b527f7c4a499a0b2f0f6a4f6d11',
      object: 'chat.completion.chunk',
      created: 1_795_000_000,
      model: 'gpt-5.5',
      system_fingerprint: null,
      choices: [
        {
          index: 0,
          delta: { content: WORDS[index % WORDS.length] },
          logprobs: null,
          finish_reason: null,
        },
      ],
    }),
};

const count = Number(process.argv[2]);
const bodies = new Map(
  Object.entries(shapes).map(([path, shape]) => {
    const events = Array.from({ length: count }, (_, index) => `data: ${shape(index)}\n\n`);
    return [path, Buffer.from(`${events.join('')}data: [DONE]\n\n`)];
  }),
);

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(bodies.get(request.url ?? ''));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
