import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { unreachable } from '../src/base/errors.ts';
import { MODES, type PanelStatus } from '../src/protocol/viewModel.ts';
import { levelName } from './levelName.ts';
import { usePanel } from './panelContext.ts';
import { Picker } from './picker.tsx';

type Mode = PanelStatus['mode'];

/** Mode, model and thinking level of the next message. */
export function Pickers({ status }: { readonly status: PanelStatus }): VNode {
  const { ask } = usePanel();
  const hasRefreshed = useRef(false);
  const refreshOnce = (): void => {
    if (hasRefreshed.current) return;
    hasRefreshed.current = true;
    void ask('refreshModels', {});
  };
  return (
    <div class="pickers">
      <Picker
        label={l10n.t('Mode')}
        value={status.restricted ? 'readOnly' : status.mode}
        options={MODES.map(mode => ({
          id: mode,
          label: modeName(mode),
          hint: status.restricted ? undefined : modeMeaning(mode),
          isDisabled: status.restricted && mode !== 'readOnly',
        }))}
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
        onFocus={refreshOnce}
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

/** What the policy does, in short. */
function modeMeaning(mode: Mode): string {
  switch (mode) {
    case 'ask':
      return l10n.t('every edit and every command asks first');
    case 'editsOn':
      return l10n.t('edits are made and you review them; everything else asks first');
    case 'readOnly':
      return l10n.t('changes no file and runs no command');
    default:
      return unreachable(mode);
  }
}
