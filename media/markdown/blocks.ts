import type { Token } from 'marked';
import { fenceRest, growFence, openFenceAt, type OpenFence } from './openFence.ts';
import { lex } from './syntax.ts';

/** One block of a message: a token of the lexer, or code whose fence is still open. */
export type Block =
  | { readonly kind: 'token'; readonly token: Token }
  | {
      readonly kind: 'openCode';
      readonly language: string;
      readonly chunks: readonly string[];
      readonly rest: string;
    };

/** Blocks per group: what is drawn anew when a block is added is one group, not the message. */
export const GROUP_BLOCKS = 24;

/** From here on a block that stays open (a list, a table) is lexed anew only when it grew a little. */
const LARGE_TAIL = 8_192;
const LARGE_TAIL_GROWTH = 16;

/**
 * A message as far as it arrived. Blocks that can change no more are frozen: they keep their
 * identity in every later state, and so do full groups.
 */
export interface Blocks {
  readonly text: string;
  readonly groups: readonly (readonly Block[])[];
  /** Frozen blocks, and the offset behind them: what follows is lexed again when more arrives. */
  readonly frozen: number;
  readonly openAt: number;
  /** Length of the text that the open blocks were lexed from. */
  readonly lexedTo: number;
  readonly fence: OpenFence | undefined;
  /** Set once the message has arrived: the state that it goes on from if more comes after all. */
  readonly growing?: Blocks;
}

const nothing: Blocks = {
  text: '',
  groups: [],
  frozen: 0,
  openAt: 0,
  lexedTo: 0,
  fence: undefined,
};

/** The blocks of a whole message. Blocks that are the same as in `before` keep their identity. */
export function wholeBlocks(text: string, before: Blocks = nothing): Blocks {
  const tokens = lex(text);
  // A definition anywhere changes links elsewhere, so equal source is then no equal block.
  const hasDefinitions = Object.keys(tokens.links).length > 0;
  const old = hasDefinitions ? [] : before.groups.flat();
  const blocks = tokens.filter(isDrawn).map((token, at): Block => {
    const known = old[at];
    return known?.kind === 'token' && known.token.raw === token.raw
      ? known
      : { kind: 'token', token };
  });
  return {
    text,
    groups: grouped([], 0, blocks),
    frozen: blocks.length,
    openAt: text.length,
    lexedTo: text.length,
    fence: undefined,
    growing: nothing,
  };
}

/** A definition of a reference link, which may change links anywhere in the message. */
const DEFINITION = /\[(?!\^)[^\]\n]+\]:/;

/**
 * The blocks of a message that has arrived: as `wholeBlocks`, without parsing again what was parsed
 * while it came, unless it holds reference links.
 */
export function finishedBlocks(text: string, before: Blocks = nothing): Blocks {
  if (before.growing !== undefined && before.text !== text) {
    return finishedBlocks(text, before.growing);
  }
  const isKnown = before.text !== '' && text.startsWith(before.text) && before.openAt > 0;
  if (!isKnown || DEFINITION.test(text)) return wholeBlocks(text, before);
  if (before.fence === undefined && before.openAt >= text.length) {
    return { ...before, text, growing: before.growing ?? before };
  }
  const last = drawnBlocks(lex(text.slice(before.openAt)));
  return {
    text,
    groups: grouped(before.groups, before.frozen, last),
    frozen: before.frozen + last.length,
    openAt: text.length,
    lexedTo: text.length,
    fence: undefined,
    growing: before,
  };
}

/**
 * The blocks of a message that is arriving. Equal to `wholeBlocks` but for reference links, whose
 * definitions may come later; so the whole is parsed once when the message has ended.
 * @param before the state of this message so far; if `text` does not continue it, all starts anew
 */
export function growingBlocks(text: string, before: Blocks = nothing): Blocks {
  if (!text.startsWith(before.text)) return growingBlocks(text);
  // A text that was cut goes on: its last blocks are open again.
  if (before.growing !== undefined) return growingBlocks(text, before.growing);
  if (before.fence !== undefined) return withFence(text, before, before.fence);
  const tail = text.length - before.openAt;
  const grown = text.length - before.lexedTo;
  if (tail > LARGE_TAIL && grown < tail / LARGE_TAIL_GROWTH) return { ...before, text };
  return lexTail(text, before);
}

function withFence(text: string, before: Blocks, fence: OpenFence): Blocks {
  const step = growFence(fence, text);
  if (!step.closed) {
    const { chunks, language } = step.fence;
    const rest = fenceRest(step.fence, text);
    const open: Block = { kind: 'openCode', language, chunks, rest };
    return { ...before, text, fence: step.fence, ...regrouped(before, [], [open]) };
  }
  const code = drawnBlocks(lex(text.slice(before.openAt, step.endsAt)));
  const closed = { ...before, fence: undefined, ...regrouped(before, code, []) };
  return lexTail(text, { ...closed, openAt: step.endsAt });
}

function lexTail(text: string, before: Blocks): Blocks {
  const tokens = lex(text.slice(before.openAt));
  const starts = offsets(tokens, before.openAt);
  const lastDrawn = tokens.findLastIndex(isDrawn);
  const last = tokens[lastDrawn];
  const lastAt = starts[lastDrawn] ?? before.openAt;

  const fence = last?.type === 'code' ? openFenceAt(text, lastAt, languageOf(last)) : undefined;
  if (fence !== undefined) {
    const closing = drawnBlocks(tokens.slice(0, lastDrawn));
    const closed = { ...before, ...regrouped(before, closing, []) };
    return withFence(text, { ...closed, openAt: lastAt, lexedTo: text.length }, fence);
  }

  // Without a blank line between them a block may still turn out to be one with those above it
  // (`---` makes a heading of a paragraph), and so while its first line is not whole (`#`, `#tag`).
  const opening = starts.findLastIndex(
    (at, index) => index <= lastDrawn && text.endsWith('\n\n', at),
  );
  const openAt = starts[opening] ?? before.openAt;
  const kept = text.includes('\n', openAt) ? Math.max(0, opening) : 0;
  return {
    text,
    ...regrouped(before, drawnBlocks(tokens.slice(0, kept)), drawnBlocks(tokens.slice(kept))),
    openAt: starts[kept] ?? before.openAt,
    lexedTo: text.length,
    fence: undefined,
  };
}

/** Where in the message each token begins. */
function offsets(tokens: readonly Token[], from: number): number[] {
  let at = from;
  return tokens.map(token => {
    const start = at;
    at += token.raw.length;
    return start;
  });
}

/** The frozen blocks, then those that freeze now, then those that stay open. */
function regrouped(
  before: Blocks,
  closing: readonly Block[],
  open: readonly Block[],
): Pick<Blocks, 'groups' | 'frozen'> {
  return {
    groups: grouped(before.groups, before.frozen, [...closing, ...open]),
    frozen: before.frozen + closing.length,
  };
}

/** Groups of which the first `kept` blocks stay, followed by `more`; full groups are not copied. */
function grouped(
  groups: readonly (readonly Block[])[],
  kept: number,
  more: readonly Block[],
): readonly (readonly Block[])[] {
  const full = Math.floor(kept / GROUP_BLOCKS);
  const rest = [...(groups[full] ?? []).slice(0, kept % GROUP_BLOCKS), ...more];
  const result = groups.slice(0, full);
  for (let at = 0; at < rest.length; at += GROUP_BLOCKS) {
    result.push(rest.slice(at, at + GROUP_BLOCKS));
  }
  return result;
}

function languageOf(token: Token): string {
  return token.type === 'code' && typeof token.lang === 'string' ? token.lang : '';
}

function drawnBlocks(tokens: readonly Token[]): Block[] {
  return tokens.filter(isDrawn).map(token => ({ kind: 'token', token }));
}

function isDrawn(token: Token): boolean {
  return token.type !== 'space' && token.type !== 'def';
}
