import { Emitter } from '../../src/base/emitter.ts';
import { applyReplacements } from '../../src/edits/textReplacement.ts';
import type {
  AppliedFile,
  AppliedTransaction,
  EditOrigin,
  FileState,
  Transactions,
} from '../../src/host/edits/transactions.ts';
import type { EditorTexts, TextChange } from '../../src/host/review/editorTexts.ts';

/** The chat and message that the agent works for, if a test does not say. */
export const AGENT = { kind: 'agent', chatId: 'chat', messageId: 'm1' } as const;

/** Files in memory with an editor and transactions, as review needs them. */
export interface ReviewedFolder {
  readonly transactions: Transactions;
  readonly editor: EditorTexts;
  /** What the files hold, by URI. */
  readonly files: ReadonlyMap<string, FileState>;
  text(name: string): string | undefined;
  /** A file that was there before. */
  put(name: string, text: string, encoding?: string): void;
  /** One change set: texts by name, undefined for no file, or a new place and text. */
  apply(changes: Record<string, Change>, origin?: EditOrigin): void;
  /** The user types in the open document. */
  type(name: string, from: string, to: string, how?: { readonly isRevert: boolean }): void;
  /** Another program writes; nobody is told. */
  overwrite(name: string, text: string | undefined): void;
  open(name: string): void;
  save(name: string): void;
  rename(from: string, to: string): void;
  remove(name: string): void;
  /** Called before the next `restore` looks at the files. */
  beforeRestore: () => void;
  /** How often files were set back. */
  readonly restored: () => number;
}

export type Change = string | undefined | { readonly to: string; readonly text: string };

export const uriOf = (name: string): string => `file:///w/${name}`;

export function reviewedFolder(): ReviewedFolder {
  const files = new Map<string, FileState>();
  const applied = new Emitter<AppliedTransaction>();
  const changed = new Emitter<TextChange>();
  const opened = new Emitter<string>();
  const saved = new Emitter<string>();
  const renamed = new Emitter<{ readonly from: string; readonly to: string }>();
  const deleted = new Emitter<string>();
  const displayOf = (uri: string): string => uri.slice(uriOf('').length);
  let restored = 0;
  let count = 0;

  const land = (changes: readonly AppliedFile[], origin: EditOrigin): void => {
    for (const { before } of changes) if (before !== undefined) files.delete(before.uri);
    for (const { after } of changes) if (after !== undefined) files.set(after.uri, after);
    applied.fire({ id: String((count += 1)), at: count, origin, files: changes });
  };

  const folder: ReviewedFolder = {
    files,
    editor: {
      display: displayOf,
      text: uri => Promise.resolve(files.get(uri)?.text),
      read: uri => Promise.resolve(files.get(uri)),
      openText: uri => files.get(uri)?.text,
      onDidChange: changed.event,
      onDidOpen: opened.event,
      onDidSave: saved.event,
      onDidRename: renamed.event,
      onDidDelete: deleted.event,
    },
    transactions: {
      portFor: () => ({ apply: () => Promise.reject(new Error('Review only sets files back')) }),
      restore: (restorations, origin) => {
        folder.beforeRestore();
        const wrong = restorations.find(({ expected, target }) => {
          if (expected === undefined) return target !== undefined && files.has(target.uri);
          const now = files.get(expected.uri);
          return now?.text !== expected.text || now.encoding !== expected.encoding;
        });
        if (wrong !== undefined) {
          const reason = `${wrong.display} was changed since.`;
          return Promise.resolve({ applied: false, reason, stale: true });
        }
        restored += 1;
        land(
          restorations.map(({ display, expected, target }) => ({
            display,
            before: expected,
            after: target,
          })),
          origin,
        );
        return Promise.resolve({ applied: true, files: [] });
      },
      onDidApply: applied.event,
      isLanding: () => false,
      history: () => Promise.resolve([]),
      recover: () => Promise.resolve([]),
      dispose: () => undefined,
    },
    text: name => files.get(uriOf(name))?.text,
    put: (name, text, encoding = 'utf8') => {
      files.set(uriOf(name), { uri: uriOf(name), text, encoding });
    },
    apply: (changes, origin = AGENT) => {
      land(
        Object.entries(changes).map(([name, change]) => {
          const before = files.get(uriOf(name));
          if (change === undefined) return { display: name, before, after: undefined };
          const { to, text } = typeof change === 'string' ? { to: name, text: change } : change;
          const encoding = before?.encoding ?? 'utf8';
          return { display: to, before, after: { uri: uriOf(to), text, encoding } };
        }),
        origin,
      );
    },
    type: (name, from, to, { isRevert } = { isRevert: false }) => {
      const now = files.get(uriOf(name));
      const start = now?.text.indexOf(from) ?? -1;
      if (now === undefined || start < 0) throw new Error(`${from} is not in ${name}`);
      const edits = [{ start, end: start + from.length, text: to }];
      const text = applyReplacements(now.text, edits);
      files.set(now.uri, { ...now, text });
      changed.fire({ uri: now.uri, edits, isRevert, length: text.length, text: () => text });
    },
    overwrite: (name, text) => {
      if (text === undefined) files.delete(uriOf(name));
      else folder.put(name, text, files.get(uriOf(name))?.encoding);
    },
    open: name => {
      opened.fire(uriOf(name));
    },
    save: name => {
      saved.fire(uriOf(name));
    },
    rename: (from, to) => {
      for (const file of [...files.values()]) {
        if (file.uri !== uriOf(from) && !file.uri.startsWith(`${uriOf(from)}/`)) continue;
        const uri = uriOf(to) + file.uri.slice(uriOf(from).length);
        files.delete(file.uri);
        files.set(uri, { ...file, uri });
      }
      renamed.fire({ from: uriOf(from), to: uriOf(to) });
    },
    remove: name => {
      files.delete(uriOf(name));
      deleted.fire(uriOf(name));
    },
    beforeRestore: () => undefined,
    restored: () => restored,
  };
  return folder;
}
