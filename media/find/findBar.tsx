import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../src/protocol/messages.ts';
import { useChatId } from '../chatId.ts';
import { isComposing } from '../composition.ts';
import { IconButton } from '../iconButton.tsx';
import { usePanel } from '../panelContext.ts';
import type { Reading } from '../useReading.ts';
import { foundRanges, mark, unfold } from './foundRanges.ts';

type Hit = Result<'findInChat'>['hits'][number];

/** CSS pixels that a place has above it when it is gone to. */
const ABOVE = 48;

/**
 * Finds a text in the whole chat: the host says which items hold it, and those are loaded, unfolded
 * and marked one after another.
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
  const [hits, setHits] = useState<readonly Hit[] | undefined>(undefined);
  const [at, setAt] = useState(0);
  const looked = useRef('');
  /** Counts the ways to a hit: only the last one marks anything, and none after the bar is closed. */
  const ways = useRef(0);

  const go = async (found: readonly Hit[], index: number): Promise<void> => {
    const hit = found[index];
    if (hit === undefined) return;
    ways.current += 1;
    const way = ways.current;
    setAt(index);
    const item = await reading.show(hit.id, ABOVE);
    if (item === undefined || way !== ways.current) return;
    unfold(item);
    // What was unfolded is drawn with the next frame.
    requestAnimationFrame(() => {
      if (way !== ways.current) return;
      const ranges = foundRanges(item, looked.current);
      mark(ranges, ranges[0]);
      ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
    });
  };
  const look = async (text: string, first?: string): Promise<void> => {
    looked.current = text.trim();
    mark([]);
    if (looked.current === '') {
      setHits(undefined);
      return;
    }
    const answer = await ask('findInChat', { chatId, text: looked.current });
    if (answer === undefined || looked.current !== text.trim()) return;
    setHits(answer.hits);
    const inSight = reading.firstInSight() ?? 0;
    const named = answer.hits.findIndex(({ id }) => id === first);
    const nearest = answer.hits.findIndex(({ place }) => place >= inSight);
    await go(answer.hits, named !== -1 ? named : Math.max(0, nearest));
  };
  const step = (by: number): void => {
    if (hits === undefined || hits.length === 0) return;
    void go(hits, (at + by + hits.length) % hits.length);
  };

  useEffect(() => {
    box.current?.focus();
    box.current?.select();
    if (query !== '') void look(query, startAt);
    return () => {
      looked.current = '';
      ways.current += 1;
      mark([]);
    };
  }, [chatId, query, startAt]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
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
        {hits !== undefined &&
          (hits.length === 0
            ? l10n.t('Nothing was found.')
            : l10n.t('{0} of {1}', at + 1, hits.length))}
      </span>
      <IconButton icon="up" label={l10n.t('Previous match')} onClick={() => step(-1)} />
      <IconButton icon="down" label={l10n.t('Next match')} onClick={() => step(1)} />
      <IconButton icon="cross" label={l10n.t('Close')} onClick={onClose} />
    </search>
  );
}
