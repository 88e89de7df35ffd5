/** `GET /v1/models`, as spec/runware-api.md 10.2 describes it: prices are USD per token, as text. */
export const modelList = {
  data: [
    {
      id: 'openai-gpt-5-5',
      object: 'model',
      name: 'GPT-5.5',
      context_length: 1_050_000,
      max_output_tokens: 128_000,
      input_modalities: ['text', 'image'],
      output_modalities: ['text'],
      pricing: { prompt: '0.000005', completion: '0.00003', image: '0', request: '0' },
    },
    {
      id: 'openai-gpt-5-4',
      object: 'model',
      name: 'GPT-5.4',
      context_length: 1_050_000,
      max_output_tokens: 128_000,
      input_modalities: ['text', 'image'],
      output_modalities: ['text'],
      pricing: { prompt: '0.0000025', completion: '0.000015', image: '0', request: '0' },
    },
    {
      id: 'openai-gpt-5-4-mini',
      object: 'model',
      name: 'GPT-5.4 mini',
      context_length: 400_000,
      max_output_tokens: 128_000,
      input_modalities: ['text', 'image'],
      output_modalities: ['text'],
      // Dearer than the built-in table of Plumb says.
      pricing: { prompt: '0.00000085', completion: '0.0000051', image: '0', request: '0' },
    },
    {
      id: 'anthropic-claude-haiku-4-5',
      object: 'model',
      name: 'Claude Haiku 4.5',
      context_length: 200_000,
      max_output_tokens: 64_000,
      architecture: { input_modalities: ['text', 'image'], output_modalities: ['text'] },
      pricing: { prompt: '0.00000095', completion: '0.00000475', input_cache_read: '9.5e-8' },
    },
    {
      id: 'openai-gpt-image-2',
      object: 'model',
      name: 'GPT Image 2',
      context_length: 32_000,
      input_modalities: ['text', 'image'],
      output_modalities: ['image'],
      pricing: { prompt: '0.000005', completion: '0.00004', image: '0', request: '0' },
    },
    {
      id: 'openai-gpt-5-6-sol',
      object: 'model',
      name: 'GPT-5.6 Sol',
      status: 'openai-compatible',
      context_length: 1_050_000,
      max_output_tokens: 128_000,
      input_modalities: ['text', 'image'],
      output_modalities: ['text'],
      pricing: { prompt: '0.000005', completion: '0.00003', image: '0', request: '0' },
    },
  ],
};

/** Both names of each listed model that is native, GPT-5.5 apart: a test may refuse these. */
export const otherNativeNames: readonly string[] = [
  'openai-gpt-5-4',
  'openai:gpt@5.4',
  'openai-gpt-5-4-mini',
  'openai:gpt@5.4-mini',
  'anthropic-claude-haiku-4-5',
  'anthropic:claude@haiku-4.5',
];
