import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { textAsMarkdown } from '../textAsMarkdown.ts';
import type { Finding } from './findings.ts';
import { isFixable, rangeOf, type PlacedFinding } from './placedFinding.ts';

const SEVERITIES: Readonly<Record<Finding['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** What the model wrote is text and code here, never other markdown: no link, no image, no command. */
export function commentOf(placed: PlacedFinding): vscode.Comment {
  const { finding } = placed;
  const body = new vscode.MarkdownString(
    [finding.title, finding.explanation].map(textAsMarkdown).join('\n\n'),
  );
  if (isFixable(placed)) {
    body.appendMarkdown('\n\n');
    body.appendCodeblock(fixLines(finding), 'diff');
  }
  return {
    body,
    mode: vscode.CommentMode.Preview,
    author: { name: 'Plumb' },
    label: severityWord(finding.severity),
  };
}

export function diagnosticOf({
  finding,
  place,
}: Pick<PlacedFinding, 'finding' | 'place'>): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(place),
    `${finding.title}\n${finding.explanation}`.trim(),
    SEVERITIES[finding.severity],
  );
  diagnostic.source = findingSource();
  return diagnostic;
}

/** Whether a problem that VS Code shows is a finding of ours, and none of a server of its language. */
export function isFinding({ source }: vscode.Diagnostic): boolean {
  return source === findingSource();
}

function findingSource(): string {
  return l10n.t('Review by Plumb');
}

export function severityWord(severity: Finding['severity']): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error');
    case 'warning':
      return l10n.t('Warning');
    case 'info':
      return l10n.t('Note');
  }
}

function fixLines({ original, replacement }: Finding): string {
  const signed = (sign: string, text: string): string[] =>
    text === ''
      ? []
      : text
          .replace(/\r?\n$/, '')
          .split(/\r?\n/)
          .map(line => `${sign} ${line}`);
  return [...signed('-', original), ...signed('+', replacement)].join('\n');
}
