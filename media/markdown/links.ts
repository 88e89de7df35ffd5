/**
 * The address that a link of the model may open: http and https only, as the browser would resolve
 * it. Everything else (`command:`, `javascript:`, `data:`, `vscode:`, relative paths) opens nothing.
 */
export function openableAddress(href: string): string | undefined {
  if (!/^https?:\/\//i.test(href)) return undefined;
  try {
    const url = new URL(href);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
  } catch {
    // No address at all: shown as text.
    return undefined;
  }
}

/** The language that a code fence names, or '' if what stands there is none. */
export function fenceLanguage(info: string | undefined): string {
  const word = (info ?? '').trim().split(/[\s{,:]/, 1)[0] ?? '';
  return /^[\w+#.-]{1,30}$/.test(word) ? word.toLowerCase() : '';
}
