import * as vscode from 'vscode';

/** Differs in bytes between any two encodings that hold different characters. */
const PROBE = 'äß€Яあ日中ก';

/**
 * The encoding that the settings give to a new file, by its folder and by its language.
 * @returns as `TextDocument.encoding` has it
 */
export async function newFileEncoding(uri: vscode.Uri): Promise<string> {
  const settings = vscode.workspace.getConfiguration('files', uri);
  const usual = settings.get('encoding', 'utf8');
  // The language of a URI is not to be had, but what VS Code would write there is.
  const wanted = await vscode.workspace.encode(PROBE, { uri });
  const languages = settings.inspect('encoding')?.languageIds ?? [];
  const ofLanguages = languages.map(languageId =>
    vscode.workspace.getConfiguration('files', { uri, languageId }).get('encoding', usual),
  );
  for (const encoding of new Set([usual, ...ofLanguages])) {
    const bytes = await vscode.workspace.encode(PROBE, { encoding });
    if (Buffer.compare(bytes, wanted) === 0) return encoding;
  }
  return usual;
}
