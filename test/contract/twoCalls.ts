import type { ModelRequest } from '../../src/api/modelClient.ts';
import { question } from './connection.ts';

/** A request that may be answered by the two calls below. */
export const request: ModelRequest = {
  ...question,
  tools: ['read_file', 'apply_patch'].map(name => ({
    type: 'function',
    name,
    description: 'For the test.',
    schema: { type: 'object', properties: { path: { type: 'string' } } },
  })),
};

export const calls = [
  { id: 'call_a', name: 'read_file', arguments: { path: 'src/ä😀.ts', lines: [1, 40] } },
  { id: 'call_b', name: 'apply_patch', arguments: { patch: '*** Begin Patch\n"\\\n' } },
] as const;

/** As the client is to read them. */
export const expected = calls.map(({ id, name, arguments: input }) => ({
  valid: true,
  id,
  name,
  input,
}));
