import { useRef } from 'preact/hooks';
import { describeError } from '../../src/base/errors.ts';
import { imageFromFile, imageFromWorkspace } from '../images/imageSource.ts';
import { hasImageName, pastedFiles, pastedUris, type Transferred } from '../images/transfer.ts';
import type { Attaching } from '../images/useAttaching.ts';
import { usePanel } from '../panelContext.ts';
import type { MessageBox } from './messageBox.ts';
import { isLong, pathsIn } from './pasted.ts';
import { readText } from './readText.ts';
import type { Chips } from './useChips.ts';
import { useDrop } from './useDrop.ts';

/** What is pasted into the message or dropped on the panel, sorted by what becomes of it. */
export interface Transfers {
  /** Something is dragged over the panel that can be dropped here. */
  readonly isDropping: boolean;
  readonly onPaste: (event: ClipboardEvent) => void;
  /** Sees Ctrl+Shift+V, which pastes a text as it is. */
  readonly onKey: (event: KeyboardEvent) => void;
}

export function useTransfers(box: MessageBox, attaching: Attaching, chips: Chips): Transfers {
  const { ask, report } = usePanel();
  const pastesPlainly = useRef(false);

  const attachText = async (text: string): Promise<void> => {
    const made = ask('attachText', { text }).then(answer => answer?.chips);
    if ((await chips.addWhenMade(made)) === false) box.whenSettled(() => box.insert(text));
  };
  const attachFile = async (file: File): Promise<void> => {
    const made = readText(file)
      .then(async text => (await ask('attachText', { text }))?.chips)
      .catch((error: unknown) => {
        report(describeError(error));
        return undefined;
      });
    await chips.addWhenMade(made);
  };
  const attachUris = async (uris: readonly string[]): Promise<void> => {
    const answer = ask('attachUris', { uris: [...uris] });
    await chips.addWhenMade(answer.then(known => known?.chips));
    const problems = (await answer)?.problems ?? [];
    if (problems.length > 0) report(problems.join(' '));
  };
  const take = ({ files, uris, addresses }: Transferred): void => {
    const [images, others] = parted(files, file => isImage(file));
    const [imageUris, otherUris] = parted(uris, hasImageName);
    attaching.add([
      ...images.map(imageFromFile),
      ...imageUris.map(uri => imageFromWorkspace(uri, ask)),
    ]);
    attaching.addAddresses(addresses);
    for (const file of others) void attachFile(file);
    if (otherUris.length > 0) void attachUris(otherUris);
  };
  /** What looks like paths may be something else: it stays as text unless all of it is there. */
  const attachPaths = async (uris: string[], text: string, from: number): Promise<void> => {
    const answer = await chips.addWhenMade(
      ask('attachUris', { uris }).then(known =>
        known?.problems.length === 0 ? known.chips : undefined,
      ),
    );
    if (answer === true) box.whenSettled(() => box.cut(from, text));
  };

  const isDropping = useDrop(found => {
    take(found);
    box.focus();
  });
  return {
    isDropping,
    onKey: event => {
      const isPaste = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v';
      pastesPlainly.current = isPaste && event.shiftKey;
    },
    onPaste: event => {
      const data = event.clipboardData;
      const isPlain = pastesPlainly.current;
      pastesPlainly.current = false;
      if (data === null || isPlain) return;
      const files = pastedFiles(data);
      const uris = files.length > 0 ? [] : pastedUris(data);
      if (files.length + uris.length > 0) {
        event.preventDefault();
        take({ files, uris, addresses: [] });
        return;
      }
      // As the text box will hold it.
      const text = data.getData('text/plain').replace(/\r\n?/g, '\n');
      const paths = pathsIn(text);
      if (paths !== undefined) {
        void attachPaths(paths, text, box.element.current?.selectionStart ?? 0);
      } else if (isLong(text)) {
        event.preventDefault();
        // In the place of what is selected, as any paste.
        box.insert('');
        void attachText(text);
      } else attaching.onPastedText(text);
    },
  };
}

function isImage({ name, type }: File): boolean {
  return hasImageName(name) || /^image\/(?:png|jpeg|webp|gif|bmp)$/.test(type);
}

function parted<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): [first: Item[], others: Item[]] {
  return [items.filter(isFirst), items.filter(item => !isFirst(item))];
}
