import * as vscode from 'vscode';

/**
 * How an editor would indent a document: as it does where one shows it, else as the settings say,
 * with what VS Code would find out from the text by `editor.detectIndentation` coming first.
 */
export function formattingOptions(document: vscode.TextDocument): vscode.FormattingOptions {
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  const settings = vscode.workspace.getConfiguration('editor', document);
  const guess = settings.get<boolean>('detectIndentation', true)
    ? detected(document.getText())
    : undefined;
  const { tabSize, insertSpaces } = shown?.options ?? {};
  return {
    tabSize:
      typeof tabSize === 'number'
        ? tabSize
        : (guess?.tabSize ?? settings.get<number>('tabSize', 4)),
    insertSpaces:
      typeof insertSpaces === 'boolean'
        ? insertSpaces
        : (guess?.insertSpaces ?? settings.get<boolean>('insertSpaces', true)),
  };
}

/** Tabs or spaces, whichever lead more lines; the step of spaces is the one that occurs most. */
export function detected(
  text: string,
): { readonly insertSpaces: boolean; readonly tabSize?: number } | undefined {
  const steps = new Map<number, number>();
  let tabs = 0;
  let spaces = 0;
  let before = 0;
  for (const [, lead = ''] of text.matchAll(/^([ \t]*)\S/gm)) {
    if (lead.includes('\t')) {
      tabs += 1;
      continue;
    }
    if (lead !== '') spaces += 1;
    const step = Math.abs(lead.length - before);
    if (step > 1 && step <= 8) steps.set(step, (steps.get(step) ?? 0) + 1);
    before = lead.length;
  }
  if (tabs > spaces) return { insertSpaces: false };
  const [usual] = [...steps].toSorted((a, b) => b[1] - a[1]);
  if (spaces === 0 || usual === undefined) return undefined;
  return { insertSpaces: true, tabSize: usual[0] };
}
