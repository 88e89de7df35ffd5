import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { unreachable } from '../src/base/errors.ts';
import { MODES, type PanelStatus } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';
import { usePanel } from './panelContext.ts';

type Mode = PanelStatus['mode'];

/** Mode, model and thinking level of the next message. */
export function Pickers({ status }: { readonly status: PanelStatus }): VNode {
  const { ask } = usePanel();
  return (
    <div class="pickers">
      <Picker
        label={l10n.t('Mode')}
        value={status.mode}
        options={MODES.map(mode => ({ id: mode, label: modeName(mode) }))}
        onPick={picked => {
          const mode = MODES.find(known => known === picked);
          if (mode !== undefined) void ask('setMode', { mode });
        }}
      />
      <Picker
        label={l10n.t('Model')}
        value={status.model}
        options={status.models}
        onPick={model => void ask('setModel', { model })}
      />
      <Picker
        label={l10n.t('Thinking level')}
        value={status.thinkingLevel}
        options={status.thinkingLevels.map(level => ({ id: level, label: levelName(level) }))}
        onPick={level => void ask('setThinkingLevel', { level })}
      />
    </div>
  );
}

function Picker(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onPick: (id: string) => void;
}): VNode {
  const { label, value, onPick } = props;
  const isKnown = props.options.some(option => option.id === value);
  const options = isKnown ? props.options : [{ id: value, label: value }, ...props.options];
  return (
    <span class="picker">
      <select
        aria-label={label}
        title={label}
        value={value}
        onChange={event => {
          const picked = event.currentTarget.value;
          // What holds is what the host says: it may refuse, and then answers with no change.
          event.currentTarget.value = value;
          onPick(picked);
        }}
      >
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}

function modeName(mode: Mode): string {
  switch (mode) {
    case 'ask':
      return l10n.t('Ask');
    case 'editsOn':
      return l10n.t('Edits on');
    case 'readOnly':
      return l10n.t('Read only');
    default:
      return unreachable(mode);
  }
}

function levelName(level: string): string {
  const names: Readonly<Record<string, string>> = {
    none: l10n.t('No thinking'),
    low: l10n.t('Low'),
    medium: l10n.t('Medium'),
    high: l10n.t('High'),
    xhigh: l10n.t('Very high'),
  };
  return names[level] ?? level;
}
