import * as vscode from 'vscode';

/**
 * The terminal, or the first of several tabs, that a menu hands over; else the one in front, unless
 * an extension writes it: there nobody runs a command, and one of ours is in front when we ran one.
 */
export function chosenTerminal(args: readonly unknown[]): vscode.Terminal | undefined {
  const { terminals, activeTerminal } = vscode.window;
  const handed = terminals.find(terminal => args.flat().includes(terminal));
  if (handed !== undefined || activeTerminal === undefined) return handed;
  return isOfExtension(activeTerminal) ? undefined : activeTerminal;
}

/** Its text is an extension's, with no shell behind it. */
export function isOfExtension({ creationOptions }: vscode.Terminal): boolean {
  return 'pty' in creationOptions;
}
