import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../src/protocol/messages.ts';
import { useChatId } from '../chatId.ts';
import { isComposing } from '../composition.ts';
import { IconButton } from '../iconButton.tsx';
import { usePanel } from '../panelContext.ts';
import type { Reading } from '../useReading.ts';
import { bringIntoSight, foundRanges, mark } from './foundRanges.ts';
import { unfold, unfolded } from './unfold.ts';

type Found = Result<'findInChat'>;
type Hit = Found['hits'][number];

/** CSS pixels that a place has above it when it is gone to. */
const ABOVE = 48;
/** How often an item is unfolded for a place: far more often than the longest message needs. */
const MOST_PRESSES = 100;

/**
 * Finds a text in the whole chat: the host says which items hold it how often, and those are
 * loaded, unfolded and marked, one place after another.
 */
export function FindBar(props: {
  readonly reading: Reading;
  /** What is looked for at first. */
  readonly query: string;
  /** The item that is gone to first; undefined for the one nearest to what is in sight. */
  readonly startAt: string | undefined;
  readonly onClose: () => void;
}): VNode {
  const { reading, query, startAt, onClose } = props;
  const { ask } = usePanel();
  const chatId = useChatId();
  const box = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<Found | undefined>(undefined);
  /** Which of all places is gone to. */
  const [at, setAt] = useState(0);
  const looked = useRef('');
  /** Counts the ways to a place: only the last one marks anything, and none after the bar is closed. */
  const ways = useRef(0);
  const watched = useRef<MutationObserver | undefined>(undefined);

  const go = async ({ hits }: Found, place: number): Promise<void> => {
    const hit = hits[indexOfHit(hits, place)];
    if (hit === undefined) return;
    ways.current += 1;
    const way = ways.current;
    setAt(place);
    const item = await reading.show(hit.id, ABOVE);
    const isOver = (): boolean => way !== ways.current;
    if (item === undefined || isOver()) return;
    const findAll = (): Range[] => foundRanges(item, looked.current);
    let ranges = findAll();
    for (let press = 0; press < MOST_PRESSES && ranges.length < hit.count; press += 1) {
      if (!unfold(item)) break;
      await unfolded();
      if (isOver()) return;
      ranges = findAll();
    }
    const markAll = (drawn: readonly Range[]): Range | undefined => {
      const current = drawn[place - placesBefore(hits, hit)] ?? drawn.at(-1);
      mark(drawn, current);
      return current;
    };
    // Code is drawn anew when it is coloured, and marks do not outlive that.
    watched.current?.disconnect();
    const observer = new MutationObserver(() => {
      if (!isOver()) markAll(findAll());
    });
    watched.current = observer;
    observer.observe(item, { subtree: true, childList: true, characterData: true });
    const current = markAll(ranges);
    if (current !== undefined) bringIntoSight(current);
  };
  const look = async (text: string, first?: string): Promise<void> => {
    looked.current = text.trim();
    mark([]);
    if (looked.current === '') {
      setFound(undefined);
      return;
    }
    const answer = await ask('findInChat', { chatId, text: looked.current });
    if (answer === undefined || looked.current !== text.trim()) return;
    setFound(answer);
    const { hits } = answer;
    const inSight = reading.firstInSight() ?? 0;
    const begin =
      hits.find(({ id }) => id === first) ?? hits.find(({ place }) => place >= inSight) ?? hits[0];
    if (begin !== undefined) await go(answer, placesBefore(hits, begin));
  };
  const count = found?.hits.reduce((sum, hit) => sum + hit.count, 0) ?? 0;
  const step = (by: number): void => {
    if (found !== undefined && count > 0) void go(found, (at + by + count) % count);
  };

  useEffect(() => {
    box.current?.focus();
    box.current?.select();
    if (query !== '') void look(query, startAt);
    return () => {
      looked.current = '';
      ways.current += 1;
      watched.current?.disconnect();
      mark([]);
    };
  }, [chatId, query, startAt]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') onClose();
    // On a button it presses that.
    else if (event.key === 'Enter' && event.target === box.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  return (
    <search class="find-bar" onKeyDown={onKeyDown}>
      <input
        ref={box}
        type="text"
        aria-label={l10n.t('Find in chat')}
        placeholder={l10n.t('Find in chat')}
        spellcheck={false}
        dir="auto"
        defaultValue={query}
        onInput={event => void look(event.currentTarget.value)}
      />
      <span class="find-count" role="status">
        {found !== undefined &&
          (count === 0
            ? l10n.t('Nothing was found.')
            : l10n.t('{0} of {1}', at + 1, found.isCut ? `${count}+` : count))}
      </span>
      <IconButton icon="up" label={l10n.t('Previous match')} onClick={() => step(-1)} />
      <IconButton icon="down" label={l10n.t('Next match')} onClick={() => step(1)} />
      <IconButton icon="cross" label={l10n.t('Close')} onClick={onClose} />
    </search>
  );
}

/** How many places stand before those of a hit. */
function placesBefore(hits: readonly Hit[], hit: Hit): number {
  return hits.slice(0, hits.indexOf(hit)).reduce((sum, { count }) => sum + count, 0);
}

/** In which hit a place stands, of all of them. */
function indexOfHit(hits: readonly Hit[], place: number): number {
  let before = 0;
  return hits.findIndex(({ count }) => {
    before += count;
    return place < before;
  });
}
