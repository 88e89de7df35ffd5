import { pairedHunks, partsOf } from '../../edits/review/pairedTexts.ts';
import { baselineOf, currentOf } from '../../edits/review/trackedText.ts';
import type { TextStore } from '../edits/textStore.ts';
import type { StoredFile } from './storedReview.ts';
import type { TrackedFile } from './trackedFile.ts';

/** What is written down of a file; its texts are kept first. */
export async function toStored(file: TrackedFile, texts: TextStore): Promise<StoredFile> {
  const { uri, display } = file;
  const named = { uri, display, authors: [...file.authors] };
  switch (file.change) {
    case 'create': {
      const text = await texts.put(file.text);
      const own = file.own === undefined ? undefined : await texts.put(file.own);
      return { ...named, change: 'create', text, ...(own === undefined ? {} : { own }) };
    }
    case 'delete': {
      const { encoding } = file;
      return { ...named, change: 'delete', encoding, text: await texts.put(file.text) };
    }
    case 'update': {
      const { text, movedFrom } = file;
      return {
        ...named,
        change: 'update',
        ...(movedFrom === undefined ? {} : { movedFrom }),
        eol: text.eol,
        nextId: text.nextId,
        baseline: await texts.put(baselineOf(text)),
        current: await texts.put(currentOf(text)),
        hunks: pairedHunks(text).map(hunk => ({ ...hunk, by: [...hunk.by] })),
      };
    }
  }
}

/** Undefined if a text is not there any more, or does not fit. */
export async function fromStored(
  stored: StoredFile,
  texts: TextStore,
): Promise<TrackedFile | undefined> {
  const { uri, display, authors } = stored;
  const named = { uri, display, authors };
  switch (stored.change) {
    case 'create': {
      const text = await texts.get(stored.text);
      const own = stored.own === undefined ? undefined : await texts.get(stored.own);
      return text === undefined ? undefined : { ...named, change: 'create', text, own };
    }
    case 'delete': {
      const text = await texts.get(stored.text);
      const { encoding } = stored;
      return text === undefined ? undefined : { ...named, change: 'delete', encoding, text };
    }
    case 'update': {
      const baseline = await texts.get(stored.baseline);
      const current = await texts.get(stored.current);
      if (baseline === undefined || current === undefined) return undefined;
      const parts = partsOf(baseline, current, stored.hunks);
      if (parts === undefined) return undefined;
      const { eol, nextId, movedFrom } = stored;
      return { ...named, change: 'update', movedFrom, text: { parts, eol, nextId } };
    }
  }
}
