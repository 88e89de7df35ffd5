import { lexer, walkTokens } from 'marked';

/**
 * Markdown of the model for a place that VS Code draws: an image would be fetched from wherever it
 * says as soon as it is shown, with whatever its address tells. What was an image is a link instead.
 */
export function withoutImages(markdown: string): string {
  const images = new Set<string>();
  void walkTokens(lexer(markdown), token => {
    if (token.type === 'image') images.add(token.raw);
  });
  let text = markdown;
  for (const image of images) text = text.replaceAll(image, () => `\\${image}`);
  return text;
}
