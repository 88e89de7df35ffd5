import * as z from 'zod/mini';
import { once } from '../../base/once.ts';
import { nothing } from '../nothing.ts';

/** What can go along with a message as text. */
export const CHIP_KINDS = [
  'file',
  'folder',
  'symbol',
  'selection',
  'openEditors',
  'problems',
  'diff',
  'terminal',
  'commit',
  'text',
] as const;

/** Something that goes along with the message that is being written. */
export const Chip = z.object({
  /** Opaque to the panel: names it when the message is sent; the host reads it anew then. */
  ref: z.string().check(z.minLength(1)),
  kind: z.enum(CHIP_KINDS),
  /** `src/a.ts:3-9` */
  label: z.string(),
  /** For a tooltip: the whole path, what is in it. */
  detail: z.string(),
  /** About so many tokens; absent where that is not known before it is read. */
  tokens: z.optional(z.number()),
});
export type Chip = z.infer<typeof Chip>;

/** One line of the completion of `@` or `/`. */
export const Candidate = z.object({
  /** Of a chip for `@`, of a prompt for `/`. */
  ref: z.string().check(z.minLength(1)),
  kind: z.enum([...CHIP_KINDS, 'prompt']),
  label: z.string(),
  /** Dimmed beside the label: the folder of a file, what a prompt does. */
  detail: z.string(),
  /** Taken, it does not attach but narrows: the text that replaces the query (`symbol:`). */
  narrowsTo: z.optional(z.string()),
});
export type Candidate = z.infer<typeof Candidate>;

/** What was written in a chat and not sent. */
export const Draft = z.object({
  text: z.string(),
  chips: z.array(Chip),
  /** Images as they would be sent; data URIs are small thumbnails. */
  images: z.array(
    z.object({
      name: z.string(),
      /** Empty for an image that the service fetches itself. */
      base64: z.string(),
      thumbnail: z.optional(z.string()),
      url: z.optional(z.string()),
    }),
  ),
});
export type Draft = z.infer<typeof Draft>;

/** Requests of the composer. */
export const composerRequests = {
  /** What fits behind `@` or `/`, best first; an empty query gives the kinds and what is likely. */
  complete: {
    params: once(() => z.object({ trigger: z.enum(['@', '/']), query: z.string() })),
    result: once(() => z.object({ candidates: z.array(Candidate) })),
  },
  /** Makes a chip of a candidate; fails with a reason for people (too large, ignored, gone). */
  attach: {
    params: once(() => z.object({ ref: z.string() })),
    result: once(() => z.object({ chip: Chip })),
  },
  /** Files and folders that were dropped, by their addresses. */
  attachUris: {
    params: once(() => z.object({ uris: z.array(z.string()) })),
    result: once(() => z.object({ chips: z.array(Chip), problems: z.array(z.string()) })),
  },
  /** A long text that was pasted, or that a dropped file of the desktop holds. */
  attachText: {
    params: once(() => z.object({ text: z.string() })),
    result: once(() => z.object({ chips: z.array(Chip) })),
  },
  /** The text of a prompt that was chosen with `/`. */
  expandPrompt: {
    params: once(() => z.object({ ref: z.string() })),
    result: once(() => z.object({ text: z.string() })),
  },
  /** Shows what a chip stands for in the editor. */
  openChip: { params: once(() => z.object({ ref: z.string() })), result: nothing },
  readDraft: { params: once(() => z.object({ chatId: z.string() })), result: once(() => Draft) },
  /** Sent soon after each change and when the page is hidden. */
  writeDraft: {
    params: once(() =>
      z.object({
        chatId: z.string(),
        /** Without `images` those that were written last stay: they are megabytes, and seldom change. */
        draft: z.extend(Draft, { images: z.optional(Draft.shape.images) }),
      }),
    ),
    result: nothing,
  },
} as const;
