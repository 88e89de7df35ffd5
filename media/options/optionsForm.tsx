import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { unreachable } from '../../src/base/errors.ts';
import { DELIVERIES, type PanelStatus } from '../../src/protocol/viewModel.ts';
import { usePanel } from '../panelContext.ts';
import { Picker } from '../picker.tsx';
import { answerChoices, toolChoices, type NextOptions } from './nextOptions.ts';
import { Switch } from './switch.tsx';

type Delivery = PanelStatus['delivery'];

/** The options of the chat and of the next message. */
export function OptionsForm(props: {
  readonly status: PanelStatus;
  readonly options: NextOptions;
  readonly onChange: (options: NextOptions) => void;
}): VNode {
  const { status, options, onChange } = props;
  const { ask } = usePanel();
  const isComparing = options.answers > 1;
  return (
    <>
      <Group name={l10n.t('Next message')}>
        <Row label={l10n.t('Answers')}>
          {id => (
            <Picker
              id={id}
              label={l10n.t('Answers')}
              value={String(options.answers)}
              options={answerChoices()}
              onPick={picked => onChange({ ...options, answers: Number(picked) })}
            />
          )}
        </Row>
        <Row label={l10n.t('Tools')}>
          {id => (
            <Picker
              id={id}
              label={l10n.t('Tools')}
              value={options.tools}
              options={toolChoices(status.toolNames)}
              onPick={tools => onChange({ ...options, tools })}
            />
          )}
        </Row>
      </Group>
      <Group name={l10n.t('This chat')}>
        <Row label={l10n.t('Delivery')}>
          {id => (
            <Picker
              id={id}
              label={l10n.t('Delivery')}
              value={isComparing && status.delivery === 'stream' ? 'sync' : status.delivery}
              options={DELIVERIES.map(delivery => ({
                id: delivery,
                label: deliveryName(delivery),
                isDisabled: isComparing && delivery === 'stream',
              }))}
              onPick={picked => {
                const delivery = DELIVERIES.find(known => known === picked);
                if (delivery === undefined) return;
                void ask('setDelivery', { chatId: status.chatId, delivery });
              }}
            />
          )}
        </Row>
        {isComparing && <p class="options-note">{l10n.t('Several answers cannot be streamed.')}</p>}
      </Group>
      <Group name={l10n.t('Tools of the service')}>
        <Switch
          label={l10n.t('Web search')}
          isOn={status.webSearch}
          onChange={isOn => void ask('setServiceTool', { tool: 'search', isOn })}
        />
        <Switch
          label={l10n.t('Code interpreter')}
          isOn={status.codeInterpreter}
          onChange={isOn => void ask('setServiceTool', { tool: 'codeInterpreter', isOn })}
        />
      </Group>
    </>
  );
}

function Group(props: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <div class="options-group" role="group" aria-label={props.name}>
      <p class="options-title" aria-hidden="true">
        {props.name}
      </p>
      {props.children}
    </div>
  );
}

function Row(props: {
  readonly label: string;
  readonly children: (id: string) => ComponentChildren;
}): VNode {
  const id = useId();
  return (
    <div class="options-row">
      <label for={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}

function deliveryName(delivery: Delivery): string {
  switch (delivery) {
    case 'stream':
      return l10n.t('Stream');
    case 'sync':
      return l10n.t('All at once');
    case 'async':
      return l10n.t('In the background');
    default:
      return unreachable(delivery);
  }
}
