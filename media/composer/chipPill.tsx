import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { shortCount } from '../../src/base/figures.ts';
import type { Chip } from '../../src/protocol/requests/composer.ts';
import { Icon } from '../icons.tsx';
import { Pill } from '../pill.tsx';
import { chipIcon } from './chipIcon.ts';

/** Something that goes along as text; a press shows it. */
export function ChipPill(props: {
  readonly chip: Chip;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}): VNode {
  const { kind, label, detail, tokens } = props.chip;
  return (
    <Pill name={label} onRemove={props.onRemove}>
      <button type="button" class="pill-open" title={detail} onClick={props.onOpen}>
        <Icon name={chipIcon(kind)} />
        <span class="pill-name" dir="auto">
          {label}
        </span>
        {tokens !== undefined && (
          <span class="pill-detail">{l10n.t('{0} tokens', shortCount(tokens))}</span>
        )}
      </button>
    </Pill>
  );
}

/** The current file or selection, which does not go along unless it is pressed. */
export function ChipOffer(props: { readonly chip: Chip; readonly onTake: () => void }): VNode {
  const { kind, label, detail } = props.chip;
  return (
    <li>
      <button type="button" class="chip" title={detail} onClick={props.onTake}>
        <Icon name={chipIcon(kind)} />
        <span dir="auto">{l10n.t('Add {0}', label)}</span>
      </button>
    </li>
  );
}
