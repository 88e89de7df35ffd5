import * as z from 'zod';
import { isJsonObject } from '../base/json.ts';

/** What the service's list says of one model that answers in text; also how the cache keeps it. */
export const ListedModel = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  contextTokens: z.int().positive().optional(),
  maxOutputTokens: z.int().positive().optional(),
  takesImages: z.boolean().optional(),
  /** False if only the service's compatible endpoints serve it. */
  native: z.boolean(),
  /** USD per million tokens. */
  price: z
    .object({
      input: z.number().nonnegative(),
      cachedInput: z.number().nonnegative().optional(),
      output: z.number().nonnegative(),
    })
    .optional(),
});
export type ListedModel = z.infer<typeof ListedModel>;

/**
 * Reads the answer of `GET /v1/models` (spec/runware-api.md 10.2). What is not understood of a
 * model is left out; the models that do not answer in text are too.
 * @returns undefined if it is no list of models
 */
export function readModelList(body: unknown): ListedModel[] | undefined {
  const list = isJsonObject(body) ? body['data'] : body;
  if (!Array.isArray(list)) return undefined;
  const models = new Map<string, ListedModel>();
  for (const entry of list) {
    const parsed = WireModel.safeParse(entry);
    if (!parsed.success || !answersInText(parsed.data)) continue;
    const model = normalised(parsed.data);
    if (!models.has(model.id)) models.set(model.id, model);
  }
  return models.size === 0 && list.length > 0 ? undefined : [...models.values()];
}

const Tokens = z.int().positive().nullish().catch(undefined);
const Modalities = z.array(z.string()).nullish().catch(undefined);

/** USD per token, as text; some lists write -1 for a price that varies. */
const PerToken = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d*\.?\d+(e-?\d+)?$/i)
      .transform(Number),
  ])
  .pipe(z.number().nonnegative())
  .nullish()
  .catch(undefined);

const modalities = { input_modalities: Modalities, output_modalities: Modalities };

const WireModel = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish().catch(undefined),
  status: z.string().nullish().catch(undefined),
  context_length: Tokens,
  max_output_tokens: Tokens,
  max_completion_tokens: Tokens,
  top_provider: z.looseObject({ max_completion_tokens: Tokens }).nullish().catch(undefined),
  ...modalities,
  architecture: z.looseObject(modalities).nullish().catch(undefined),
  pricing: z
    .looseObject({
      prompt: PerToken,
      completion: PerToken,
      input_cache_read: PerToken,
      cached_input: PerToken,
    })
    .nullish()
    .catch(undefined),
});
type WireModel = z.infer<typeof WireModel>;

function answersInText({ output_modalities: own, architecture }: WireModel): boolean {
  const output = own ?? architecture?.output_modalities;
  return output?.includes('text') ?? true;
}

function normalised(wire: WireModel): ListedModel {
  const { id, name, status, context_length: contextTokens, architecture } = wire;
  const maxOutputTokens =
    wire.max_output_tokens ??
    wire.max_completion_tokens ??
    wire.top_provider?.max_completion_tokens;
  const input = wire.input_modalities ?? architecture?.input_modalities;
  const price = priceOf(wire.pricing);
  return {
    id,
    native: status !== 'compatible-only' && status !== 'openai-compatible',
    ...(typeof name === 'string' && name.trim() !== '' ? { name: name.trim() } : {}),
    ...(typeof contextTokens === 'number' ? { contextTokens } : {}),
    ...(typeof maxOutputTokens === 'number' ? { maxOutputTokens } : {}),
    ...(input === undefined || input === null ? {} : { takesImages: input.includes('image') }),
    ...(price === undefined ? {} : { price }),
  };
}

function priceOf(pricing: WireModel['pricing']): ListedModel['price'] {
  const input = perMillion(pricing?.prompt);
  const output = perMillion(pricing?.completion);
  if (input === undefined || output === undefined) return undefined;
  // Nothing for both is how a list says that it has no price: a limit on spending must not take
  // it for free.
  if (input === 0 && output === 0) return undefined;
  const cachedInput = perMillion(pricing?.input_cache_read ?? pricing?.cached_input);
  return { input, output, ...(cachedInput === undefined ? {} : { cachedInput }) };
}

/** Cuts the noise of binary fractions: a millionth of a dollar a million is below any price. */
function perMillion(perToken: number | null | undefined): number | undefined {
  return typeof perToken === 'number' ? Math.round(perToken * 1e12) / 1e6 : undefined;
}
