import * as vscode from 'vscode';

/** The terminal, or the first of several tabs, that a menu hands over; else the one in front. */
export function chosenTerminal(args: readonly unknown[]): vscode.Terminal | undefined {
  const { terminals, activeTerminal } = vscode.window;
  return terminals.find(terminal => args.flat().includes(terminal)) ?? activeTerminal;
}
