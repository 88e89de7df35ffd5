import type {
  ModelMessage,
  ModelRequest,
  TokenUsage,
  ToolCall,
  ToolDefinition,
} from '../api/modelClient.ts';
import { canonicalJson } from '../base/json.ts';
import { createCalibration } from './calibration.ts';
import { tokenBound } from './tokens.ts';

/** What a request's prompt takes. */
export interface PromptSize {
  readonly estimatedTokens: number;
  /** No prompt of it is larger, as far as the service's own tools add nothing to it. */
  readonly boundTokens: number;
}

export interface PromptSizer {
  /** Reads what is new since the last answered request of the model, or else all of it. */
  sizeOf(request: ModelRequest): PromptSize;
  /** Corrects what is known by what the service counted. */
  answered(request: ModelRequest, usage: TokenUsage): void;
}

/**
 * An image is 2,048 px on each side at most. OpenAI bills images of its models by tiles of 512 px
 * (16 at most here; at 85 and 170 for each, 2,805 tokens) or by patches of 32 px (4,096 at most
 * here, before the caps that it names). Which of them reaches us is not published, so this is
 * beyond both.
 */
const TOKENS_PER_IMAGE_BOUND = 6_000;
/** Most are smaller than the largest. */
export const TOKENS_PER_IMAGE_ESTIMATE = 1_500;
/** What the provider sets round each row: role, marks of its beginning and end, id of a call. */
const TOKENS_PER_ROW_BOUND = 16;
export const TOKENS_PER_ROW_ESTIMATE = 4;
/** What the provider sets round all of it: heads of the tool list, thinking level, tool choice. */
const TOKENS_PER_REQUEST = 256;
/**
 * A count that is smaller than this allows is not believed: single tokens are as long (runs of
 * spaces), whole conversations are not.
 */
const MOST_BYTES_PER_TOKEN = 16;

/** A request that was answered, and what the service counted. */
interface Known {
  readonly request: ModelRequest;
  readonly promptTokens: number;
  /** Of all its texts. */
  readonly bytes: number;
}

/** Texts that are part of a prompt, added up. */
interface Extent {
  /** UTF-16 code units. */
  readonly characters: number;
  readonly bytes: number;
  readonly rows: number;
  readonly images: number;
}

export function createPromptSizer(): PromptSizer {
  const calibration = createCalibration();
  let last: Known | undefined;

  const prefixOf = (request: ModelRequest): Known | undefined =>
    last !== undefined && goesOn(request, last.request) ? last : undefined;

  return {
    sizeOf: request => {
      const prefix = prefixOf(request);
      const added = addedTo(prefix?.request, request);
      // An image in another form than before is most likely the same one, but may be billed anew.
      const newImages = Math.max(0, imagesOf(request) - imagesOf(prefix?.request));
      return {
        estimatedTokens:
          (prefix?.promptTokens ?? TOKENS_PER_REQUEST) +
          calibration.tokens(added.characters) +
          added.rows * TOKENS_PER_ROW_ESTIMATE +
          newImages * TOKENS_PER_IMAGE_ESTIMATE,
        boundTokens:
          (prefix?.promptTokens ?? 0) +
          TOKENS_PER_REQUEST +
          added.bytes +
          added.rows * TOKENS_PER_ROW_BOUND +
          added.images * TOKENS_PER_IMAGE_BOUND,
      };
    },
    answered: (request, usage) => {
      const prefix = prefixOf(request);
      const added = addedTo(prefix?.request, request);
      const promptTokens = Math.max(usage.promptTokens, usage.cachedTokens ?? 0);
      const bytes = (prefix?.bytes ?? 0) + added.bytes;
      const credible = promptTokens * MOST_BYTES_PER_TOKEN >= bytes;
      last = credible ? { request, promptTokens, bytes } : undefined;
      const tokens =
        promptTokens - (prefix?.promptTokens ?? 0) - added.rows * TOKENS_PER_ROW_ESTIMATE;
      // What of it an image took is not told.
      if (credible && tokens > 0 && added.images === 0) {
        calibration.learn(added.characters, tokens);
      }
    },
  };
}

/** Whether the prompt of `request` begins with all of the prompt of `earlier`. */
function goesOn(request: ModelRequest, earlier: ModelRequest): boolean {
  return (
    request.model === earlier.model &&
    request.systemPrompt === earlier.systemPrompt &&
    isSameTools(request.tools ?? [], earlier.tools ?? []) &&
    request.messages.length >= earlier.messages.length &&
    earlier.messages.every((row, index) => isSameRow(row, request.messages[index]))
  );
}

/** What stands in the request beyond the earlier one; all of it if there is none. */
function addedTo(earlier: ModelRequest | undefined, request: ModelRequest): Extent {
  const rows = request.messages.slice(earlier?.messages.length ?? 0);
  const texts = rows.map(canonicalJson);
  if (earlier === undefined) {
    texts.push(request.systemPrompt ?? '', canonicalJson(request.tools ?? []));
  }
  if (request.json !== undefined && !sameJson(request.json, earlier?.json)) {
    texts.push(canonicalJson(request.json));
  }
  const images = (request.images ?? []).filter(
    (image, index) => image !== earlier?.images?.[index],
  );
  return {
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    bytes: texts.reduce((sum, text) => sum + tokenBound(text), 0),
    rows: rows.length,
    images: images.length,
  };
}

function imagesOf(request: ModelRequest | undefined): number {
  return request?.images?.length ?? 0;
}

/** Compares without serialising: the texts of a long chat are mostly the very same strings. */
function isSameRow(row: ModelMessage, other: ModelMessage | undefined): boolean {
  if (row === other) return true;
  if (row.role !== other?.role || row.content !== other.content) return false;
  if (row.role === 'tool' && other.role === 'tool') return row.id === other.id;
  if (row.role !== 'assistant' || other.role !== 'assistant') return true;
  return isSameCalls(row.tools ?? [], other.tools ?? []);
}

function isSameCalls(calls: readonly ToolCall[], others: readonly ToolCall[]): boolean {
  return (
    calls.length === others.length &&
    calls.every((call, index) => {
      const other = others[index];
      return call.id === other?.id && call.name === other.name && sameJson(call.input, other.input);
    })
  );
}

function isSameTools(tools: readonly ToolDefinition[], others: readonly ToolDefinition[]): boolean {
  return (
    tools.length === others.length &&
    tools.every((tool, index) => {
      const other = others[index];
      if (tool.type !== 'function' || other?.type !== 'function') return tool.type === other?.type;
      return (
        tool.name === other.name &&
        tool.description === other.description &&
        sameJson(tool.schema, other.schema)
      );
    })
  );
}

function sameJson(value: unknown, other: unknown): boolean {
  return value === other || canonicalJson(value) === canonicalJson(other);
}
