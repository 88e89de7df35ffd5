import * as vscode from 'vscode';

/**
 * Tells a file's text now from its text at another time without reading it; undefined if there is
 * no file. Text that is not saved counts.
 */
export async function fileStamp(uri: vscode.Uri | string): Promise<string | undefined> {
  const place = typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  try {
    const { type, mtime, size } = await vscode.workspace.fs.stat(place);
    if ((type & vscode.FileType.File) === 0) return undefined;
    return `${mtime} ${size} ${unsavedVersions(place).join(' ')}`;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

/** A document may be open under the name of a link, so any of that name may be the file's. */
function unsavedVersions(uri: vscode.Uri): string[] {
  const name = uri.path.slice(uri.path.lastIndexOf('/'));
  return vscode.workspace.textDocuments
    .filter(document => document.isDirty && document.uri.path.endsWith(name))
    .map(document => `${document.uri.toString()}#${document.version}`);
}
