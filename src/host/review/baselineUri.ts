import * as vscode from 'vscode';

/** The scheme of the documents that stand for what a file was, or will be, without a file. */
export const BASELINE_SCHEME = 'plumb-baseline';

/** `before` is the text without what is under review, `after` the nothing that a deletion leaves. */
export type BaselineSide = 'before' | 'after';

/** Named like the file, so that VS Code knows its language. */
export function baselineUri(fileUri: string, side: BaselineSide = 'before'): vscode.Uri {
  const { path } = vscode.Uri.parse(fileUri, true);
  return vscode.Uri.from({
    scheme: BASELINE_SCHEME,
    authority: side,
    path: path.startsWith('/') ? path : `/${path}`,
    query: fileUri,
  });
}

/** The file that a document of ours stands for; for any other document, its own URI. */
export function reviewedUri(uri: vscode.Uri): string {
  return uri.scheme === BASELINE_SCHEME ? uri.query : uri.toString();
}
