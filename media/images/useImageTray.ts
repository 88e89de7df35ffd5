import * as l10n from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import { describeError, PlumbError } from '../../src/base/errors.ts';
import type { Draft } from '../../src/protocol/requests/composer.ts';
import type { OutgoingImage } from '../../src/protocol/viewModel.ts';
import { usePanel } from '../panelContext.ts';
import { base64Of } from './base64.ts';
import type { ImageSource } from './imageSource.ts';
import { nameInAddress } from './transfer.ts';

/** Images that go with one message. */
export const MOST_IMAGES = 8;

/** Bytes of all images of one message, after they were made small. */
const MOST_BYTES = 20_000_000;

export interface TrayImage {
  readonly id: number;
  /** Bytes; 0 for an image that the service fetches itself. */
  readonly size: number;
  readonly outgoing: OutgoingImage;
}

/** The images of the message that is being written. */
export interface ImageTray {
  readonly images: readonly TrayImage[];
  /** Files are being read or made small. */
  readonly isReading: boolean;
  add(sources: readonly ImageSource[]): void;
  /** Images that the service fetches itself. */
  addAddresses(addresses: readonly string[]): void;
  remove(ids: readonly number[]): void;
  /** Those of another draft; what is still being read for the one before is let go. */
  replace(images: readonly DraftImage[]): void;
  /** Those of a draft that came late, before what was added since. */
  addBefore(images: readonly DraftImage[]): void;
}

/** As it is kept with a draft. */
export type DraftImage = Draft['images'][number];

export function draftImage({ outgoing }: TrayImage): DraftImage {
  if (outgoing.kind === 'url') return { name: outgoing.name, base64: '', url: outgoing.url };
  const { name, base64, thumbnail } = outgoing;
  return { name, base64, ...(thumbnail === undefined ? {} : { thumbnail }) };
}

export function useImageTray(): ImageTray {
  const { announce, report } = usePanel();
  const [, setDrawn] = useState(0);
  // Outlives single draws: files are read one after the other, however they were handed over.
  const tray = useRef({
    images: [] as readonly TrayImage[],
    reading: 0,
    lastId: 0,
    /** Counts the drafts: what was read for an earlier one is not put to this. */
    draft: 0,
    queue: Promise.resolve(),
  }).current;
  const redraw = (): void => setDrawn(count => count + 1);

  /** @throws PlumbError if it does not fit any more */
  const put = (size: number, outgoing: OutgoingImage): void => {
    if (tray.images.length >= MOST_IMAGES) {
      throw new PlumbError(l10n.t('A message takes at most {0} images.', MOST_IMAGES));
    }
    const held = tray.images.reduce((sum, image) => sum + image.size, 0);
    if (held + size > MOST_BYTES) {
      throw new PlumbError(
        l10n.t('“{0}” was left out: a message takes 20 MB of images.', outgoing.name),
      );
    }
    tray.lastId += 1;
    tray.images = [...tray.images, { id: tray.lastId, size, outgoing }];
    announce(l10n.t('Attached {0}', outgoing.name));
  };
  const kept = (images: readonly DraftImage[]): readonly TrayImage[] =>
    images.map(({ url, name, base64, thumbnail }) => {
      tray.lastId += 1;
      const outgoing: OutgoingImage =
        url === undefined
          ? { kind: 'data', name, base64, ...(thumbnail === undefined ? {} : { thumbnail }) }
          : { kind: 'url', name, url };
      return { id: tray.lastId, size: Math.floor(base64.length * 0.75), outgoing };
    });
  const read = async (source: ImageSource, draft: number): Promise<void> => {
    const found = await source();
    if (found === undefined) return;
    const { prepareImage } = await import('./prepareImage.ts');
    const { file, thumbnail } = await prepareImage(found.name, found.bytes);
    const base64 = await base64Of(file);
    if (draft !== tray.draft) return;
    put(file.size, { kind: 'data', name: found.name, base64, thumbnail });
  };
  const readAll = async (sources: readonly ImageSource[], draft: number): Promise<void> => {
    const problems = new Set<string>();
    for (const source of sources) {
      try {
        await read(source, draft);
      } catch (error) {
        problems.add(describeError(error));
      }
      if (draft === tray.draft) tray.reading -= 1;
      redraw();
    }
    if (problems.size > 0) report([...problems].join(' '));
  };

  return {
    get images() {
      return tray.images;
    },
    get isReading() {
      return tray.reading > 0;
    },
    add: sources => {
      const { draft } = tray;
      tray.reading += sources.length;
      tray.queue = tray.queue.then(async () => readAll(sources, draft));
      redraw();
    },
    addAddresses: addresses => {
      try {
        for (const url of addresses) put(0, { kind: 'url', name: nameInAddress(url), url });
      } catch (error) {
        report(describeError(error));
      }
      redraw();
    },
    remove: ids => {
      tray.images = tray.images.filter(image => !ids.includes(image.id));
      redraw();
    },
    replace: images => {
      tray.draft += 1;
      tray.reading = 0;
      tray.images = kept(images);
      redraw();
    },
    addBefore: images => {
      if (images.length > 0) tray.images = [...kept(images), ...tray.images];
      redraw();
    },
  };
}
