import OpenAI from 'openai';

/**
 * A bundle of its own, loaded at the first request over a compatible endpoint. Nothing of ours may
 * be imported here: it would be there twice, and an ApiError of one copy is none of the other.
 */

/** In ms, the longest that a timer takes: the time limits are those of `send`. */
const NO_TIME_LIMIT = 2 ** 31 - 1;

export interface PackageRequest<Answer> {
  /** Without the path. */
  readonly baseURL: string;
  readonly path: '/chat/completions' | '/responses';
  readonly body: object;
  /** Puts on the wire what the package made of the request; its error is what `post` throws. */
  readonly send: (url: string, body: string) => Promise<Answer>;
}

/**
 * Posts through the `openai` package. It is given neither the key nor the connection: its own
 * headers name the machine and what the environment says of an organisation, and its reader takes a
 * stream that was cut off for one that ended.
 */
export async function post<Answer>(request: PackageRequest<Answer>): Promise<Answer> {
  let outcome: (() => Answer) | undefined;
  const client = new OpenAI({
    baseURL: request.baseURL,
    apiKey: 'not-known-here',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: NO_TIME_LIMIT,
    logLevel: 'off',
    fetch: async (url, init) => {
      try {
        const answer = await request.send(addressOf(url), textOf(init?.body));
        outcome = () => answer;
      } catch (error) {
        outcome = () => {
          throw error;
        };
      }
      return new Response(null);
    },
  });
  await client.post(request.path, { body: request.body }).asResponse();
  if (outcome === undefined) throw new Error('The openai package sent nothing.');
  return outcome();
}

function textOf(body: unknown): string {
  if (typeof body !== 'string') throw new Error('The openai package made no JSON of the request.');
  return body;
}

function addressOf(url: string | URL | Request): string {
  return url instanceof Request ? url.url : String(url);
}
