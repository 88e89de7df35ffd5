import fc from 'fast-check';

/** A request as JSON, before anything has looked at it. */
export type RawTask = Readonly<Record<string, unknown>> & {
  readonly messages: readonly Readonly<Record<string, unknown>>[];
};

/** Any text; half of a pair is none that JSON could carry. */
const words = fc.string({ unit: 'binary', maxLength: 30 });
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

const jsonObject = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), {
  maxKeys: 3,
});

const functionTool = fc.record({
  type: fc.constant('function'),
  name,
  description: words,
  schema: fc.record(
    {
      type: fc.constant('object'),
      properties: fc.dictionary(name, fc.constant({ type: 'string' }), { minKeys: 1, maxKeys: 3 }),
      additionalProperties: fc.boolean(),
    },
    { requiredKeys: ['type'] },
  ),
});

const serviceTool = fc.constantFrom({ type: 'search' }, { type: 'codeInterpreter' });

/** `tools` and a `toolChoice` that fits them, either of them or none. */
const toolUse = fc
  .record({
    functions: fc.uniqueArray(functionTool, { maxLength: 3, selector: tool => tool.name }),
    services: fc.uniqueArray(serviceTool, { maxLength: 2, selector: tool => tool.type }),
  })
  .chain(({ functions, services }) => {
    const tools = [...functions, ...services];
    const names = functions.map(tool => tool.name);
    const choices = [
      fc.record({ type: fc.constantFrom('auto', 'any', 'none') }),
      // Without tools it has no effect, so any name will do.
      ...(tools.length === 0
        ? [fc.record({ type: fc.constant('tool'), name })]
        : names.length === 0
          ? []
          : [fc.record({ type: fc.constant('tool'), name: fc.constantFrom(...names) })]),
    ];
    return fc.record(
      {
        toolChoice: fc.oneof(...choices),
        ...(tools.length === 0 ? {} : { tools: fc.constant(tools) }),
      },
      { requiredKeys: [] },
    );
  });

const userRow = fc.record({ role: fc.constant('user'), content: words });

/** An assistant row with calls, and their results in any order. */
const callRows = fc
  .record({
    content: fc.option(words, { nil: undefined }),
    calls: fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 9 }), name, input: jsonObject }),
      { minLength: 1, maxLength: 4, selector: call => call.id },
    ),
    results: fc.array(words, { minLength: 4, maxLength: 4 }),
  })
  .chain(({ content, calls, results }) =>
    fc
      .shuffledSubarray(calls, { minLength: calls.length })
      .map(answered => [
        { role: 'assistant', ...(content === undefined ? {} : { content }), tools: calls },
        ...answered.map(({ id }, index) => ({ role: 'tool', id, content: results[index] ?? '' })),
      ]),
  );

const sayingRow = fc.record({ role: fc.constant('assistant'), content: words });

const messages = fc
  .tuple(
    fc.array(
      fc.oneof(
        userRow.map(row => [row]),
        sayingRow.map(row => [row]),
        callRows,
      ),
      {
        maxLength: 5,
      },
    ),
    fc.oneof(
      userRow.map(row => [row]),
      callRows,
    ),
  )
  .map(([rows, last]) => [...rows.flat(), ...last]);

const settings = fc.record(
  {
    // A long one takes long to look at, so it is rare.
    systemPrompt: fc.oneof(
      { weight: 30, arbitrary: fc.string({ unit: 'binary', minLength: 1 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 200_000 }).map(size => 'x'.repeat(size)) },
      { weight: 1, arbitrary: fc.constant('x'.repeat(200_000)) },
    ),
    maxTokens: fc.oneof(fc.integer({ min: 1, max: 128_000 }), fc.constantFrom(1, 128_000)),
    thinkingLevel: fc.constantFrom('none', 'low', 'medium', 'high', 'xhigh'),
  },
  { requiredKeys: [] },
);

const delivery = fc.oneof(
  fc.record(
    { deliveryMethod: fc.constant('stream'), numberResults: fc.constant(1) },
    { requiredKeys: ['deliveryMethod'] },
  ),
  fc.record(
    {
      deliveryMethod: fc.constantFrom('sync', 'async'),
      numberResults: fc.integer({ min: 1, max: 4 }),
    },
    { requiredKeys: [] },
  ),
);

const bareSchema = fc.constantFrom(
  {},
  { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
  { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'array', items: {} },
);

const schemaObject = fc.oneof(
  bareSchema,
  fc.record(
    { name, schema: bareSchema, strict: fc.boolean() },
    { requiredKeys: ['name', 'schema'] },
  ),
);

const output = fc.oneof(
  fc.record(
    {
      outputFormat: fc.constant('JSON'),
      jsonSchema: fc.oneof(
        schemaObject,
        schemaObject.map(schema => JSON.stringify(schema)),
      ),
    },
    { requiredKeys: ['outputFormat'] },
  ),
  // Not used for text, so it may be anything.
  fc.record(
    {
      outputFormat: fc.constant('TEXT'),
      jsonSchema: fc.oneof(schemaObject, fc.string({ minLength: 1 })),
    },
    { requiredKeys: [] },
  ),
);

const base64 = fc.base64String({ minLength: 4, maxLength: 40 });

/**
 * Any request that the model page allows.
 * @param media UUIDs of images that the service has
 */
export function validTask(media: fc.Arbitrary<string>): fc.Arbitrary<RawTask> {
  const image = fc.oneof(
    media,
    fc.webUrl({ withQueryParameters: true }),
    fc
      .tuple(fc.constantFrom('png', 'jpeg', 'webp', 'GIF'), base64)
      .map(([type, data]) => `data:image/${type};base64,${data}`),
    base64,
  );
  const rest = fc.record(
    {
      webhookURL: fc.webUrl({ withQueryParameters: true }),
      includeCost: fc.boolean(),
      includeUsage: fc.boolean(),
      settings,
      inputs: fc.record(
        { images: fc.array(image, { minLength: 1, maxLength: 4 }) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  return fc
    .record({
      taskUUID: fc.uuid({ version: 4 }),
      model: fc.constantFrom('openai-gpt-5-5', 'openai:gpt@5.5'),
      messages,
      parts: fc.tuple(rest, delivery, output, toolUse),
    })
    .map(({ parts: [some, sent, asked, used], ...task }) => ({
      taskType: 'textInference',
      ...task,
      ...some,
      ...sent,
      ...asked,
      ...used,
    }));
}
