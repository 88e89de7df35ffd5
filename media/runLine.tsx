import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatItem, PanelStatus } from '../src/protocol/viewModel.ts';
import { visibleText } from '../src/base/visibleCharacters.ts';
import { duration } from './format.ts';
import { Icon } from './icons.tsx';
import { usePanel } from './panelContext.ts';
import { Visible } from './visible.tsx';

/** ms without a word of the host after which a person wants to know whether this is normal. */
const SILENT = 10_000;
/** ms; what takes no longer is as good as instant. */
const WORTH_TELLING = 3_000;

/** What the agent does now, for how long, and for how long nothing has come of it. Not there while idle. */
export function RunLine(props: {
  readonly run: PanelStatus['run'];
  readonly items: readonly ChatItem[];
  /** Another number with each message of the host. */
  readonly seq: number;
}): VNode {
  const { run, items, seq } = props;
  const elapsedMs = useElapsed(run);
  const silentMs = useSilence(run.state === 'running' && !isElsewhere(items), seq);
  return (
    <div class="run">
      <Icon name="spinner" />
      <span>
        <span dir="auto">
          <Visible pieces={visibleText(run.label)} />
        </span>
        {elapsedMs >= WORTH_TELLING && (
          <span class="run-elapsed">{` (${duration(elapsedMs)})`}</span>
        )}
        {silentMs > 0 && <span class="run-silence">{silence(silentMs)}</span>}
      </span>
    </div>
  );
}

/** A person or a tool has the next word, not the model: nothing is to be expected of it. */
function isElsewhere(items: readonly ChatItem[]): boolean {
  const turnStart = items.findLastIndex(item => item.kind === 'user');
  return items
    .slice(turnStart + 1)
    .some(item => item.kind === 'tool' && (item.state === 'waiting' || item.state === 'running'));
}

/** ms for which the agent has been doing what it does, in whole seconds; only this line is drawn anew. */
function useElapsed(run: PanelStatus['run']): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const since = performance.now() - (run.elapsedMs ?? 0);
    const tick = (): void => {
      setElapsedMs(Math.floor((performance.now() - since) / 1_000) * 1_000);
    };
    tick();
    const ticking = setInterval(tick, 1_000);
    return () => clearInterval(ticking);
  }, [run]);
  return elapsedMs;
}

/**
 * ms since the last message of the host, in whole seconds; 0 as long as that is nothing unusual.
 * It has no timer of its own, which each piece of an answer would set anew: the line is drawn every
 * second by what it has been doing.
 */
function useSilence(isExpecting: boolean, seq: number): number {
  const { announce } = usePanel();
  const heard = useRef({ isExpecting, seq, at: performance.now() });
  if (heard.current.seq !== seq || heard.current.isExpecting !== isExpecting) {
    heard.current = { isExpecting, seq, at: performance.now() };
  }
  const silentMs = performance.now() - heard.current.at;
  const isSilent = isExpecting && silentMs >= SILENT;
  useEffect(() => {
    if (isSilent) announce(silence(SILENT));
  }, [isSilent]);
  return isSilent ? Math.floor(silentMs / 1_000) * 1_000 : 0;
}

function silence(ms: number): string {
  return l10n.t('nothing has come for {0}; deep thinking can be silent for minutes', duration(ms));
}
