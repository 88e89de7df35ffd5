import path from 'node:path';

/**
 * Where the chats of a workspace are kept. A second window on the same workspace gets a storage of
 * its own from VS Code, named as that of the first one with a number behind it (`…/<id>-1/…`), which
 * no later window looks into. Chats are the same in all windows; who writes to one is settled by
 * invariant 11.
 * @param storage the extension's folder for the workspace, as VS Code gave it: a path of the disk
 */
export function chatFolder(storage: string): string {
  const workspace = path.dirname(storage);
  const [, first] = /^(-?[0-9a-f]+)-[1-9]$/.exec(path.basename(workspace)) ?? [];
  if (first === undefined) return storage;
  return path.join(path.dirname(workspace), first, path.basename(storage));
}
