import * as vscode from 'vscode';
import { PlumbError } from '../../base/errors.ts';

/**
 * Refuses text that an encoding cannot hold, naming the character: saving would put another one in
 * its place.
 * @param encoding as `TextDocument.encoding` has it
 * @throws PlumbError
 */
export async function requireEncodable(
  text: string,
  encoding: string,
  display: string,
): Promise<void> {
  const character = await firstUnencodable(text, encoding);
  if (character === undefined) return;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw new PlumbError(
    `the character ${JSON.stringify(character)} (U+${code}) cannot be written in the encoding of ${display} (${encoding}). Use characters that it has, or ask the user to save the file as UTF-8 first.`,
  );
}

async function firstUnencodable(text: string, encoding: string): Promise<string | undefined> {
  if (encoding.startsWith('utf')) return /\p{Surrogate}/u.exec(text)?.[0];
  // One to a line, so that each stands alone and all go through the encoder at once.
  const characters = [...new Set(text.match(/[^\r\n]/gu))];
  const bytes = await vscode.workspace.encode(characters.join('\n'), { encoding });
  const back = (await vscode.workspace.decode(bytes, { encoding })).split('\n');
  return characters.find((character, index) => back[index] !== character);
}
