import * as vscode from 'vscode';
import { displayPath } from '../../tools/paths.ts';
import type { Place } from '../../tools/languagePort.ts';
import { realUri } from '../files/realPath.ts';

type NamedFile = Pick<Place, 'path' | 'file'>;

/** Names the files of one answer as the model knows them; each is looked at on the disk once. */
export function createFileNames(): (uri: vscode.Uri) => Promise<NamedFile> {
  const known = new Map<string, Promise<NamedFile>>();
  const folders = Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map(async ({ name, uri }) => ({
      name,
      uri: await realUri(uri.toString()),
    })),
  );
  const nameOf = async (uri: vscode.Uri): Promise<NamedFile> => {
    const real = await realUri(uri.toString()).catch(() => undefined);
    const display = real === undefined ? undefined : displayPath(real, await folders);
    return real === undefined || display === undefined
      ? { path: uri.scheme === 'file' ? uri.fsPath : uri.toString(), file: undefined }
      : { path: display, file: { display, uri: real } };
  };
  return uri => {
    const key = uri.toString();
    const name = known.get(key) ?? nameOf(uri);
    known.set(key, name);
    return name;
  };
}
