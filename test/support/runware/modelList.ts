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
  ],
};
