import { existsAs } from '../files/existsAs.ts';
import { isShown } from '../files/shownInEditor.ts';
import { openDocument } from '../files/workspaceFiles.ts';
import { holds } from './fileState.ts';
import type { PlannedChange } from './plannedChange.ts';

/** The name of a file that has changed on the disk since it was looked at, if there is one. */
export async function changedOnDisk(
  changes: readonly PlannedChange[],
): Promise<string | undefined> {
  for (const change of changes) if (!(await isAsPlanned(change))) return change.display;
  return undefined;
}

async function isAsPlanned(change: PlannedChange): Promise<boolean> {
  switch (change.kind) {
    case 'create':
      return !(await existsAs(change.uri));
    case 'delete':
      return holds(change.uri, change.bytes);
    case 'rewrite':
      return holds(change.uri, change.oldBytes);
    case 'update':
      return change.disk === undefined || holds(change.document.uri, change.disk.bytes);
  }
}

/** The name of a file that has changed in the editor since it was looked at. Awaits nothing. */
export function changedInEditor(changes: readonly PlannedChange[]): string | undefined {
  return changes.find(isOther)?.display;
}

function isOther(change: PlannedChange): boolean {
  switch (change.kind) {
    case 'create':
      return false;
    case 'delete': {
      const open = openDocument(change.uri);
      return open?.isDirty === true && open.getText() !== change.before.text;
    }
    case 'rewrite':
      return (
        openDocument(change.uri)?.isDirty === true ||
        (change.oldBytes !== change.newBytes && isShown(change.uri))
      );
    case 'update': {
      const { document, version, wasDirty } = change;
      return document.isClosed || document.version !== version || document.isDirty !== wasDirty;
    }
  }
}
