import * as l10n from '@vscode/l10n';
import type { ModelFacts } from '../api/models.ts';
import { decimal, exact, inThousands } from '../base/figures.ts';
import type { PanelStatus } from '../protocol/viewModel.ts';

/** `1.05M · $5 in / $30 out`; prices are per million tokens. */
export function modelOption({
  id,
  label,
  contextTokens,
  price,
}: ModelFacts): PanelStatus['models'][number] {
  const context =
    contextTokens >= 1_000_000
      ? l10n.t('{0}M', decimal(contextTokens / 1_000_000, 2, 0))
      : inThousands(contextTokens);
  const detail =
    price === undefined
      ? context
      : l10n.t('{0} · ${1} in / ${2} out', context, exact(price.input), exact(price.output));
  return { id, label, detail };
}
