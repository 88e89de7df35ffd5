import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { emptyFolderForEachTest } from '../../unit/host/edits/emptyFolder.ts';
import { installStandInEditor } from './install.ts';

type StandInEditor = Awaited<ReturnType<typeof installStandInEditor>>;

/** The files of a folder as the stand-in editor has them. */
export interface EditedFolder {
  readonly folder: () => string;
  readonly editor: () => StandInEditor;
  readonly fileOf: (name: string) => string;
  readonly uriOf: (name: string) => string;
  /** What stands on the disk. */
  readonly textOf: (name: string) => Promise<string>;
}

/** The stand-in editor with nothing open, on an empty folder, for each test of the suite that calls this. */
export function editedFolderForEachTest(): EditedFolder {
  const folder = emptyFolderForEachTest();
  let installed: StandInEditor | undefined;
  before(async () => {
    installed = await installStandInEditor();
  });
  afterEach(() => {
    installed?.closeAll();
  });
  const editor = (): StandInEditor => {
    if (installed === undefined) throw new Error('The editor is there within a test only.');
    return installed;
  };
  const fileOf = (name: string): string => path.join(folder(), name);
  return {
    folder,
    editor,
    fileOf,
    uriOf: name => editor().Uri.file(fileOf(name)).href,
    textOf: name => readFile(fileOf(name), 'utf8'),
  };
}
