import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A secret as it could be written down: plain, URL-encoded, in hex, and in base64 at each offset. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      encodeURI(secret),
      JSON.stringify(secret).slice(1, -1),
      hex,
      hex.toUpperCase(),
      Buffer.from(secret, 'utf16le').toString('latin1'),
      ...[0, 1, 2].flatMap(offset => {
        // What stands before and behind it in the same text changes the first and last characters.
        const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
        const inner = whole.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -1);
        return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
      }),
    ]),
  ];
}

/** Files below a folder that hold one of the texts in whatever form; links are not followed. */
export function filesThatHold(folder: string, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  return filesIn(folder).filter(file => {
    const content = readFileSync(file, 'latin1');
    return forms.some(form => content.includes(form) || file.includes(form));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(name);
    return entry.isFile() ? [name] : [];
  });
}
