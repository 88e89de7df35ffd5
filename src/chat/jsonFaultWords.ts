import * as l10n from '@vscode/l10n';
import type { JsonFault } from '../base/jsonText.ts';

/** Says what keeps a text from being JSON, and where. */
export function jsonFaultWords({ line, column, kind, found }: JsonFault): string {
  switch (kind) {
    case 'end':
      return l10n.t('Line {0}, column {1}: the text ends before the JSON does.', line, column);
    case 'comment':
      return l10n.t('Line {0}, column {1}: JSON has no comments.', line, column);
    case 'trailingComma':
      return l10n.t('Line {0}, column {1}: a comma with nothing behind it.', line, column);
    case 'unexpected':
      return l10n.t('Line {0}, column {1}: this cannot stand here: {2}', line, column, found);
  }
}
