import * as z from 'zod';
import { cutMiddle } from '../base/text.ts';

/** One cell of a notebook, as the model is told of it. */
export interface NotebookCell {
  readonly kind: 'code' | 'markdown' | 'raw';
  readonly language: string;
  readonly source: string;
  /** What it printed when it ran, one text an output; never an image or HTML. */
  readonly outputs: readonly string[];
}

/** Of one output, in UTF-16 code units: its result is seldom what a notebook is read for. */
const MAX_OUTPUT = 1_000;

/** Programs that write notebooks differ, so all but the list of cells may be missing or odd. */
const Lines = z
  .union([z.string(), z.array(z.string())])
  .transform(lines => (typeof lines === 'string' ? lines : lines.join('')));
const Output = z.object({
  output_type: z.string().catch(''),
  text: Lines.optional().catch(undefined),
  data: z.record(z.string(), z.unknown()).optional().catch(undefined),
  ename: z.string().optional().catch(undefined),
  evalue: z.string().optional().catch(undefined),
});
const Cell = z.object({
  cell_type: z.enum(['code', 'markdown', 'raw']).catch('raw'),
  source: Lines.catch(''),
  outputs: z.array(Output).catch([]),
  metadata: z
    .object({ vscode: z.object({ languageId: z.string() }).optional().catch(undefined) })
    .catch({ vscode: undefined }),
});
const Notebook = z.object({
  cells: z.array(Cell),
  metadata: z
    .object({
      language_info: z.object({ name: z.string() }).optional().catch(undefined),
      kernelspec: z.object({ language: z.string() }).optional().catch(undefined),
    })
    .catch({ language_info: undefined, kernelspec: undefined }),
});

/** The cells of a Jupyter notebook's JSON (nbformat 4); undefined if it is none. */
export function notebookCells(json: string): readonly NotebookCell[] | undefined {
  const notebook = Notebook.safeParse(parsed(json));
  if (!notebook.success) return undefined;
  const { cells, metadata } = notebook.data;
  const own = metadata.language_info?.name ?? metadata.kernelspec?.language ?? 'unknown language';
  return cells.map(cell => ({
    kind: cell.cell_type,
    language:
      cell.metadata.vscode?.languageId ?? (cell.cell_type === 'code' ? own : cell.cell_type),
    source: cell.source,
    outputs: cell.outputs.map(outputText).filter(text => text !== ''),
  }));
}

function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    // What is no JSON is no notebook.
    return undefined;
  }
}

function outputText({ text, data = {}, ename, evalue }: z.infer<typeof Output>): string {
  if (ename !== undefined) return cut(`${ename}: ${evalue ?? ''}`);
  if (text !== undefined) return cut(text);
  const plain = Lines.safeParse(data['text/plain']);
  const others = Object.keys(data).filter(type => type !== 'text/plain');
  const left = others.length === 0 ? '' : `[${others.join(', ')} left out]`;
  return [plain.success ? cut(plain.data) : '', left].filter(part => part !== '').join('\n');
}

function cut(text: string): string {
  // Colours of a terminal: no control character is needed to tell their sequences.
  const plain = text.replace(/\p{Cc}\[[0-9;]*m/gu, '').trimEnd();
  return cutMiddle(plain, MAX_OUTPUT).text;
}
