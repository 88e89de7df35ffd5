import * as l10n from '@vscode/l10n';
import type { ModelMessage, ModelRequest, ToolCall } from '../../api/modelClient.ts';
import { PlumbError } from '../../base/errors.ts';
import { freeId } from '../../chat/callIds.ts';
import { imageNames } from '../../chat/userContent.ts';
import { acceptImage } from '../acceptImage.ts';
import type { PlainMessage, PlainPart } from './plainMessage.ts';

type ImagePart = Extract<PlainPart, { type: 'image' }>;

/** A row before it is known which numbers its images have. */
interface DraftRow {
  readonly row: ModelMessage;
  readonly images: readonly ImagePart[];
}

/** A call whose result is still to come, by the id that the asker knows it by. */
interface OpenCall {
  readonly askersId: string;
  readonly id: string;
  results: PlainPart[] | undefined;
}

/** What stands between the rows and their order. */
interface Draft {
  readonly rows: DraftRow[];
  readonly system: string[];
  open: OpenCall[];
  /** What was said before all results were there: the wire wants those first. */
  readonly held: DraftRow[];
}

const NO_RESULT = 'The asking program gave no result of this call.';

/**
 * A conversation of VS Code's API as the wire carries it: results directly behind their calls, one
 * for each, images apart from the messages and named by number (spec/runware-api.md 3.2, 3.3). What
 * the asker left out is said to the model instead of sent as a fault.
 * @throws PlumbError if there is nothing to answer, or an image is none that can be sent
 */
export function wireMessages(
  messages: readonly PlainMessage[],
): Pick<ModelRequest, 'systemPrompt' | 'messages' | 'images'> {
  const draft: Draft = { rows: [], system: [], open: [], held: [] };
  for (const { role, parts } of messages) {
    if (role === 'system') draft.system.push(textOf(parts));
    else if (role === 'user') addUser(parts, draft);
    else addAssistant(parts, draft);
  }
  closeCalls(draft);
  const last = draft.rows.at(-1)?.row;
  if (last === undefined || last.role === 'assistant') {
    throw new PlumbError(
      l10n.t('There is nothing to answer: the last message has to be one of the user.'),
    );
  }
  const systemPrompt = draft.system.filter(text => text !== '').join('\n\n');
  const images = draft.rows.flatMap(row => row.images.map(dataUri));
  return {
    ...(systemPrompt === '' ? {} : { systemPrompt }),
    messages: numbered(draft.rows),
    ...(images.length === 0 ? {} : { images }),
  };
}

function addUser(parts: readonly PlainPart[], draft: Draft): void {
  const said: PlainPart[] = [];
  for (const part of parts) {
    if (part.type !== 'result') {
      said.push(part);
      continue;
    }
    const call = openCallOf(part.id, draft.open);
    if (call === undefined) {
      said.push({ type: 'text', text: `Result of the call ${part.id}:` }, ...part.parts);
    } else {
      call.results = [...(call.results ?? []), ...part.parts];
    }
  }
  const images = imagesOf(said);
  const content = textOf(said);
  if (content === '' && images.length === 0) return;
  const row: DraftRow = { row: { role: 'user', content }, images };
  if (draft.open.length > 0) draft.held.push(row);
  else draft.rows.push(row);
}

function addAssistant(parts: readonly PlainPart[], draft: Draft): void {
  closeCalls(draft);
  const text = parts.map(part => (part.type === 'text' ? part.text : '')).join('');
  const tools: ToolCall[] = [];
  const taken = new Set<string>();
  for (const part of parts) {
    if (part.type !== 'call') continue;
    const id = freeId(part.id === '' ? 'call' : part.id, taken);
    taken.add(id);
    tools.push({ id, name: part.name, input: part.input });
    draft.open.push({ askersId: part.id, id, results: undefined });
  }
  if (text === '' && tools.length === 0) return;
  draft.rows.push({
    row: {
      role: 'assistant',
      ...(text === '' ? {} : { content: text }),
      ...(tools.length === 0 ? {} : { tools }),
    },
    images: [],
  });
}

/** Of calls under one id the results come in their order; what is too many belongs to the last. */
function openCallOf(id: string, open: readonly OpenCall[]): OpenCall | undefined {
  const named = open.filter(call => call.askersId === id);
  return named.find(call => call.results === undefined) ?? named.at(-1);
}

function closeCalls(draft: Draft): void {
  for (const { id, results } of draft.open) {
    const content = results === undefined ? NO_RESULT : textOf(results);
    draft.rows.push({ row: { role: 'tool', id, content }, images: imagesOf(results ?? []) });
  }
  draft.open = [];
  draft.rows.push(...draft.held.splice(0));
}

function numbered(rows: readonly DraftRow[]): ModelMessage[] {
  let next = 1;
  return rows.map(({ row, images }) => {
    if (row.role === 'assistant' || images.length === 0) return row;
    const names = images.map(({ mediaType }) => ({ name: mediaType }));
    const lines = imageNames(names, next, row.role === 'user' ? 'message' : 'result');
    next += images.length;
    const said = row.content === '' ? lines : [row.content, ...lines];
    return { ...row, content: said.join('\n\n') };
  });
}

function textOf(parts: readonly PlainPart[]): string {
  return parts.flatMap(part => (part.type === 'text' ? part.text : [])).join('\n\n');
}

function imagesOf(parts: readonly PlainPart[]): readonly ImagePart[] {
  return parts.filter(part => part.type === 'image');
}

function dataUri({ bytes, mediaType }: ImagePart): string {
  const image = acceptImage(bytes, mediaType);
  return `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`;
}
