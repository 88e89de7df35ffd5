// `npm run l10n`: writes the texts of src and media to l10n/bundle.l10n.json, which translators start
// from. test/unit/l10n.test.ts says when it is due.
import { runChecks } from './checks.ts';

runChecks([
  ['vscode-l10n-dev', 'export', '--outDir', './l10n', './src', './media'],
  ['prettier', '--write', './l10n/bundle.l10n.json'],
]);
