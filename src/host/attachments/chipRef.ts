import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { PlumbError } from '../../base/errors.ts';

const Uri = z.string().min(1).max(4_096);
/** From 0, as VS Code counts lines and characters. */
const Place = z.int().min(0).max(10_000_000);

/**
 * What a chip stands for: names what is to be read, so that it holds after a reload. The panel keeps
 * it as a text that it does not look into; what comes back is checked as any other word from outside.
 */
const ChipRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), uri: Uri }),
  z.strictObject({ kind: z.literal('folder'), uri: Uri }),
  z.strictObject({
    kind: z.literal('selection'),
    uri: Uri,
    /** Line and character of the beginning, then of the end. */
    range: z.tuple([Place, Place, Place, Place]),
  }),
  z.strictObject({
    kind: z.literal('symbol'),
    uri: Uri,
    name: z.string().min(1).max(500),
    line: Place,
  }),
  z.strictObject({ kind: z.literal('openEditors') }),
  z.strictObject({
    kind: z.literal('problems'),
    /** Absent: those of all files. */
    uri: Uri.optional(),
    /** Those that say just this, wherever in the file they are by now. */
    message: z.string().max(20_000).optional(),
    /** Those of one source and code: `ts(2304)`. */
    problemKind: z.string().max(500).optional(),
    /** Those that begin in these lines, both included. */
    lines: z.tuple([Place, Place]).optional(),
  }),
  z.strictObject({ kind: z.literal('diff') }),
  z.strictObject({
    kind: z.literal('terminal'),
    /** Of a command that was seen in this window; absent: the last one. */
    run: z.uuid().optional(),
  }),
  z.strictObject({
    kind: z.literal('commit'),
    /** Of the workspace folder whose repository has it. */
    folder: Uri,
    hash: z.string().regex(/^[0-9a-f]{40,64}$/),
  }),
  z.strictObject({ kind: z.literal('text'), id: z.uuid() }),
  /** Of a row that only narrows: there is nothing to attach. */
  z.strictObject({ kind: z.literal('narrow'), to: z.string().max(20) }),
  z.strictObject({
    kind: z.literal('prompt'),
    from: z.enum(['builtIn', 'own', 'workspace']),
    /** The name of one of ours, of a file in the user's folder, or the URI of one in the workspace. */
    name: Uri,
  }),
]);
export type ChipRef = z.infer<typeof ChipRef>;
export type RefOf<Kind extends ChipRef['kind']> = Extract<ChipRef, { kind: Kind }>;

const LONGEST = 50_000;

export function encodeRef(ref: ChipRef): string {
  return JSON.stringify(ref);
}

/** @throws PlumbError if the text is none that `encodeRef` makes */
export function readRef(text: string): ChipRef {
  const parsed = text.length > LONGEST ? undefined : ChipRef.safeParse(jsonOf(text)).data;
  if (parsed !== undefined) return parsed;
  throw new PlumbError(
    l10n.t('Plumb does not know what this attachment stands for. Remove it and attach it anew.'),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
