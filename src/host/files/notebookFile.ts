import * as vscode from 'vscode';
import * as z from 'zod';
import { sha256 } from '../../base/hash.ts';
import { MAX_FILE_BYTES, type FileText } from '../../tools/ports.ts';
import { tooBig } from './fileBytes.ts';
import { rawBytes } from './rawBytes.ts';

/** What VS Code calls the outputs of a Jupyter notebook that are no media type of their own. */
const STREAMS: ReadonlySet<string> = new Set([
  'application/vnd.code.notebook.stdout',
  'application/vnd.code.notebook.stderr',
]);
const ERROR = 'application/vnd.code.notebook.error';
const ErrorData = z.object({ name: z.string(), message: z.string() });

/**
 * A Jupyter notebook as JSON: the file, or the cells of the editor if they are not saved.
 * @throws PlumbError if it is too big or cannot be read
 */
export async function readNotebook(uri: vscode.Uri, display: string): Promise<FileText> {
  const open = vscode.workspace.notebookDocuments.find(
    notebook => notebook.uri.toString() === uri.toString(),
  );
  if (open?.isDirty === true) {
    const text = JSON.stringify({ cells: open.getCells().map(cellJson), metadata: {} });
    if (text.length > MAX_FILE_BYTES) throw tooBig(display, text.length);
    return { text, hash: await sha256(text), dirty: true };
  }
  // nbformat is UTF-8, whatever the settings say.
  const text = new TextDecoder().decode(await rawBytes(uri, display, MAX_FILE_BYTES));
  return { text, hash: await sha256(text), dirty: false };
}

function cellJson({ kind, document, outputs }: vscode.NotebookCell): object {
  return {
    cell_type: kind === vscode.NotebookCellKind.Markup ? 'markdown' : 'code',
    source: document.getText(),
    metadata: { vscode: { languageId: document.languageId } },
    outputs: outputs.map(outputJson),
  };
}

function outputJson({ items }: vscode.NotebookCellOutput): object {
  const [first] = items;
  if (first !== undefined && STREAMS.has(first.mime)) {
    return {
      output_type: 'stream',
      text: items.map(({ data }) => new TextDecoder().decode(data)).join(''),
    };
  }
  if (first?.mime === ERROR) return errorJson(new TextDecoder().decode(first.data));
  return {
    output_type: 'display_data',
    data: Object.fromEntries(
      items.map(({ mime, data }) => [
        mime,
        mime === 'text/plain' ? new TextDecoder().decode(data) : '',
      ]),
    ),
  };
}

function errorJson(json: string): object {
  const parsed = ErrorData.safeParse(parseOrNothing(json));
  const { name, message } = parsed.success ? parsed.data : { name: 'Error', message: '' };
  return { output_type: 'error', ename: name, evalue: message };
}

function parseOrNothing(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    // A kernel may send anything as an error; that there was one is still worth telling.
    return undefined;
  }
}
