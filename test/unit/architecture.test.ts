import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { importsOf, sourceFiles, type SourceFile } from '../support/sourceFiles.ts';

/** Who may import whom: the table of ARCHITECTURE.md. `host` and the entry may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/base': [],
  'src/api': ['src/base'],
  'src/chat': ['src/api', 'src/tools', 'src/base'],
  'src/tools': ['src/edits', 'src/base'],
  'src/edits': ['src/base'],
  'src/protocol': ['src/base'],
  media: ['src/protocol', 'src/base'],
};

/** Of these rooms only types may be taken: what they do is handed in as a port. */
const TYPES_ONLY: readonly (readonly [room: string, from: string])[] = [
  ['src/chat', 'src/api'],
  ['src/chat', 'src/tools'],
];

/** Constants beside those types, free of any behaviour. */
const CONSTANTS = new Set(['src/api/modelClient.ts']);

/** Run wherever JavaScript runs. */
const NO_NODE = ['src/base', 'src/edits', 'src/protocol', 'media'];

/**
 * The one adapter through which the model changes files; what the user pastes by an own click; our
 * own log and the images that it speaks of; what is not sent yet; the journal of what was changed; by
 * what all of these come to be in a browser.
 */
const MAY_WRITE = [
  'src/host/attachments/ownFolder.ts',
  'src/host/edits/carryOut.ts',
  'src/host/edits/journal.ts',
  'src/host/edits/openRecord.ts',
  'src/host/edits/pruneJournal.ts',
  'src/host/history/transferChats.ts',
  'src/host/history/trash.ts',
  'src/host/files/writeWhole.ts',
  'src/host/files/writeWhole.web.ts',
  'src/host/web/currentStorage.ts',
  'src/host/web/node/fsPromises.ts',
  'src/host/web/storage.ts',
  'src/host/holds/createChatHolds.ts',
  'src/host/review/reviewStore.ts',
  'src/host/editorActions.ts',
  'src/host/chatStore.ts',
];

const product = [...sourceFiles('src/**/*.ts'), ...sourceFiles('media/**/*.{ts,tsx}')];

function roomOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find(room => file.startsWith(`${room}/`));
}

function target(file: SourceFile, specifier: string): string | undefined {
  return specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(file.path), specifier)
    : undefined;
}

const isNode = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(specifier);

describe('architecture', () => {
  it('is looked at whole', () => {
    assert.ok(product.length > 60, `only ${product.length} files were found`);
    for (const room of Object.keys(MAY_IMPORT)) {
      assert.ok(
        product.some(file => file.path.startsWith(`${room}/`)),
        `${room} has no files`,
      );
    }
  });

  it('lets rooms import only what the table allows', () => {
    const wrong = product.flatMap(file => {
      const room = roomOf(file.path);
      if (room === undefined) return [];
      return importsOf(file).flatMap(({ specifier, typeOnly }) => {
        const to = target(file, specifier);
        if (to === undefined || to.startsWith(`${room}/`)) return [];
        const allowed = (MAY_IMPORT[room] ?? []).find(other => to.startsWith(`${other}/`));
        if (allowed === undefined) return [`${file.path} imports ${to}`];
        const onlyTypes = TYPES_ONLY.some(([a, b]) => a === room && b === allowed);
        return onlyTypes && !typeOnly && !CONSTANTS.has(to)
          ? [`${file.path} imports more than types from ${to}`]
          : [];
      });
    });
    assert.deepEqual(wrong, []);
  });

  it('imports vscode only in src/extension.ts and src/host (invariant 1)', () => {
    const wrong = product.filter(
      file =>
        file.path !== 'src/extension.ts' &&
        !file.path.startsWith('src/host/') &&
        importsOf(file).some(({ specifier }) => specifier === 'vscode'),
    );
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });

  it('keeps Node out of what runs anywhere', () => {
    const wrong = product.filter(
      file =>
        NO_NODE.some(room => file.path.startsWith(`${room}/`)) &&
        importsOf(file).some(({ specifier }) => isNode(specifier)),
    );
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });

  it('changes user files in one adapter only (invariant 2)', () => {
    const writes =
      /\b(?:applyEdit|editor\.edit|fs\.(?:writeFile|delete|rename|copy|createDirectory)|writeFile(?:Sync)?|appendFile(?:Sync)?|createWriteStream|unlink(?:Sync)?|rename(?:Sync)?|rm(?:Sync)?)\s*\(/;
    const wrong = product.filter(file => file.path.startsWith('src/') && writes.test(file.text));
    assert.deepEqual(wrong.map(file => file.path).sort(), [...MAY_WRITE].sort());
  });

  it('has a file for Node beside each that stands for it in a web worker', () => {
    const paths = new Set(product.map(file => file.path));
    const twins = [...paths].filter(file => file.endsWith('.web.ts'));
    assert.ok(twins.length > 5);
    assert.deepEqual(
      twins.filter(file => !paths.has(file.replace('.web.ts', '.ts'))),
      [],
    );
  });

  it('imports zod as a namespace alone, because by its name `z` bundles hold all of it', () => {
    const wrong = product.flatMap(({ path: file, text }) =>
      [...text.matchAll(/^.*\bfrom 'zod\b[^']*';$/gm)]
        .filter(([line]) => !/^import (?:type )?\* as z from 'zod(?:\/mini)?';$/.test(line))
        .map(([line]) => `${file}: ${line}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('lists files by its own search, since that of VS Code never ends in virtual workspaces', () => {
    const wrong = product.filter(file =>
      /workspace\s*\.\s*find(?:Files|TextInFiles)\w*\(/.test(file.text),
    );
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });

  it('makes no HTML from text, and no request, in the panel (invariant 4)', () => {
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|DOMParser|createContextualFragment|\bfetch\(|XMLHttpRequest|WebSocket|EventSource|\beval\(|new Function\(/;
    const wrong = sourceFiles('media/**/*.{ts,tsx}').filter(file => forbidden.test(file.text));
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });

  it('opens no listening socket (invariant 9)', () => {
    const wrong = product.filter(file => /createServer\(|\.listen\(/.test(file.text));
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });

  it('keeps files small: none over 400 lines, half of them under 110', () => {
    const lengths = product.map(file => ({
      path: file.path,
      lines: file.text.split('\n').length - 1,
    }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > 400),
      [],
    );
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    assert.ok(median !== undefined && median <= 110, `the median file has ${String(median)} lines`);
  });

  it('silences no rule and leaves nothing unfinished', () => {
    const wrong = product.filter(file =>
      /eslint-disable|@ts-(?:ignore|expect-error|nocheck)|\bTODO\b|\bFIXME\b|\bXXX\b|not implemented/.test(
        file.text,
      ),
    );
    assert.deepEqual(
      wrong.map(file => file.path),
      [],
    );
  });
});
