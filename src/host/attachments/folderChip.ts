import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { listDirectory } from '../../tools/listDirectory.ts';
import { resolveWorkspacePath } from '../../tools/paths.ts';
import type { WorkspacePath } from '../../tools/ports.ts';
import type { ToolContext } from '../../tools/tool.ts';
import type { RefOf } from './chipRef.ts';
import { placeOf } from './place.ts';
import { attachmentOf, toolText, type ReadChip, type Reading } from './reading.ts';
import { fileBlocks, readableTexts } from './severalFiles.ts';

/** Files of a folder that go along with their text, what each may have, and all together. */
const MOST_FILES = 20;
const LARGEST_FILE = 8_000;
const MOST_TEXT = 40_000;
const MOST_LOOKED_AT = 200;
const DEPTH = 5;

/** The tree of a folder, without what the workspace ignores, and the text of its small files. */
export async function readFolderChip(ref: RefOf<'folder'>, reading: Reading): Promise<ReadChip> {
  const { context, consent } = reading;
  const place = await placeOf(ref.uri, context.paths);
  const kind = await context.files.kind(place);
  if (kind !== 'directory') {
    throw new PlumbError(
      kind === 'missing'
        ? l10n.t('{0} is no longer there. Remove it from the message.', place.display)
        : l10n.t('{0} is no folder any more. Remove it from the message.', place.display),
    );
  }
  const origin = await consent.origin(place, context);
  const granted = new Set([place.uri]);
  const tree = await toolText(
    listDirectory,
    { path: place.display, depth: DEPTH },
    { ...context, granted },
  );
  // What is ignored is not searched: of such a folder the tree alone goes along.
  const files = origin === 'workspace' ? await smallFiles(place, context) : [];
  const label = place.display === '.' ? l10n.t('Workspace folder') : `${place.display}/`;
  const text = [tree, ...fileBlocks(files, MOST_TEXT)].join('\n\n');
  return {
    ref,
    label,
    detail: l10n.t('The tree of {0}, and the text of {1} files', place.display, files.length),
    attachment: attachmentOf(label, text, origin === 'workspace' ? {} : { origin }),
  };
}

async function smallFiles(
  place: WorkspacePath,
  context: ToolContext,
): Promise<readonly { readonly display: string; readonly text: string }[]> {
  const glob = place.display === '.' ? '**' : `${literal(place.display)}/**`;
  const { paths } = await context.search.findFiles(
    { globs: [glob], exclude: [], limit: MOST_LOOKED_AT },
    context.signal,
  );
  const places = await Promise.all(paths.map(path => resolveWorkspacePath(path, context.paths)));
  return readableTexts(places, context, { most: MOST_FILES, largest: LARGEST_FILE });
}

/** A glob that matches a path as it is written. */
function literal(path: string): string {
  return path.replaceAll(/[[\]{}*?!]/g, character =>
    character === '!' ? character : `[${character}]`,
  );
}
