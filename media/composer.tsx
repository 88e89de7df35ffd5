import * as l10n from '@vscode/l10n';
import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { EventBody } from '../src/protocol/messages.ts';
import type { Draft } from '../src/protocol/requests/composer.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { BusyButtons } from './composer/busyButtons.tsx';
import { useMessageBox } from './composer/messageBox.ts';
import { SendButton } from './composer/sendButton.tsx';
import { Suggestions } from './composer/suggestions.tsx';
import { useChips } from './composer/useChips.ts';
import { useCompletion } from './composer/useCompletion.ts';
import { useDraft } from './composer/useDraft.ts';
import { useSending, type WhenBusy } from './composer/useSending.ts';
import { useSuggested } from './composer/useSuggested.ts';
import { useTaking } from './composer/useTaking.ts';
import { useTransfers } from './composer/useTransfers.ts';
import { useWalk } from './composer/useWalk.ts';
import { WithMessage } from './composer/withMessage.tsx';
import { ComposerFoot } from './composerFoot.tsx';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { AttachButton } from './images/attachButton.tsx';
import { useAttaching } from './images/useAttaching.ts';
import { possible, USUAL } from './options/nextOptions.ts';
import { OptionsButton } from './options/optionsButton.tsx';
import type { OwnMessages } from './ownMessages.ts';
import { usePanel } from './panelContext.ts';
import type { PanelStore } from './panelStore.ts';
import { Pickers } from './pickers.tsx';
import { Queued } from './queued.tsx';

/** What others may do with the composer. */
export interface ComposerHandle {
  /** Puts the keyboard into it; with a text, that becomes the draft. */
  focus(draft?: string): void;
  /** Puts the keyboard into it; the text is taken only where nothing is typed yet. */
  offer(text: string | undefined): void;
  /** Puts a suggestion there in the place of one before it, with what it is to take along. */
  beginWith(text: string, ref: string | undefined): void;
  addImages(files: EventBody<'addImages'>['files']): void;
  addChips(chips: EventBody<'addChips'>['chips']): void;
  setCurrent(chip: EventBody<'currentChip'>['chip']): void;
}

/** Where a message is written. */
export function Composer(props: {
  readonly store: PanelStore;
  readonly status: PanelStatus;
  readonly drafts: DraftStore;
  readonly handle: RefObject<ComposerHandle | null>;
  /** Several answers stand there, and none is kept yet. */
  readonly mustKeep: boolean;
  readonly usageButton: RefObject<HTMLButtonElement | null>;
  readonly onUsage: () => void;
  readonly ownMessages: OwnMessages;
  /** Stands above the box. */
  readonly children?: ComponentChildren;
}): VNode {
  const { store, status, drafts, handle, mustKeep } = props;
  const { written } = store;
  const { ask } = usePanel();
  const [isEmpty, setEmpty] = useState(true);
  const [chosen, setOptions] = useState(USUAL);
  const options = possible(chosen, status.toolNames);

  /** Another text stands there, whoever put it. */
  const notice = (text: string): void => {
    setEmpty(text.trim() === '');
    attaching.onDraft(text);
  };
  const show = (text: string): void => {
    box.show(text);
    notice(text);
  };
  const keep = (text: string): void => {
    walk.leave();
    draft.onText(text);
    notice(text);
  };
  const box = useMessageBox(keep);
  const chips = useChips();
  const suggested = useSuggested(chips);
  const attaching = useAttaching(status.takesImages);
  const { tray } = attaching;
  const walk = useWalk(status.chatId, box, props.ownMessages, show);
  const draft = useDraft({ written, drafts, box, text: () => walk.written(), chips, tray, show });
  const transfers = useTransfers(box, attaching, chips);
  const completion = useCompletion(box, useTaking(box, chips));
  const sending = useSending({ store, status, mustKeep, box, chips, tray, options }, chatId => {
    setOptions(before => (before === chosen ? USUAL : before));
    draft.sent(chatId);
  });
  const { obstacle } = sending;

  useLayoutEffect(() => () => void (handle.current = null), []);
  useLayoutEffect(() => {
    handle.current = {
      focus: text => {
        if (text !== undefined) box.write(text);
        box.focus();
      },
      offer: text => {
        if (text !== undefined && box.text().trim() === '') box.write(text);
        box.focus();
      },
      beginWith: (text, ref) => {
        box.write(text);
        box.focus();
        void suggested.take(ref);
      },
      addImages: files => {
        attaching.addFromHost(files);
        box.focus();
      },
      addChips: added => {
        chips.add(added);
        box.focus();
      },
      setCurrent: chip => chips.setCurrent(chip),
    };
  });

  const send = (whenBusy: WhenBusy): void => {
    completion.close();
    void sending.send(whenBusy);
  };
  /** What is being written stays, and stands before what comes back. */
  const writeOn = (message?: Draft): void => {
    box.focus();
    if (message === undefined) return;
    box.append(message.text);
    chips.add(message.chips);
    tray.addBefore(message.images);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    transfers.onKey(event);
    if (isComposing(event) || completion.onKeyDown(event) || walk.onKeyDown(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send(event.ctrlKey || event.metaKey ? 'steer' : 'queue');
  };
  /** A press gives the keyboard back to the text. */
  const press = (action: () => void): void => {
    action();
    box.focus();
  };
  const isDisabled = isEmpty || sending.isSending || obstacle !== undefined;
  const isSuggesting = completion.candidates.length > 0;

  return (
    <div class="composer">
      <Queued status={status} onBack={writeOn} />
      <Suggestions completion={completion} />
      <div class={transfers.isDropping ? 'composer-box drop-target' : 'composer-box'}>
        {transfers.isDropping && <p class="drop-hint">{l10n.t('Drop to attach')}</p>}
        <WithMessage
          chips={chips}
          tray={tray}
          options={options}
          toolNames={status.toolNames}
          onOptions={setOptions}
          address={attaching.offered}
          onTakeAddress={() => box.write(attaching.takeOffer(box.text()))}
          press={press}
        />
        {obstacle !== undefined && <p class="obstacle">{obstacle}</p>}
        <textarea
          ref={box.element}
          rows={1}
          aria-label={l10n.t('Message')}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={isSuggesting ? completion.listId : undefined}
          aria-activedescendant={isSuggesting ? completion.optionId(completion.active) : undefined}
          placeholder={l10n.t('Ask Plumb')}
          spellcheck={false}
          dir="auto"
          onInput={event => {
            keep(event.currentTarget.value);
            if (event instanceof InputEvent) completion.onInput(event);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => completion.close()}
          onCompositionStart={box.onCompositionStart}
          onCompositionEnd={box.onCompositionEnd}
          onPaste={transfers.onPaste}
        />
        {status.run.state !== 'idle' && !isEmpty && (
          <BusyButtons
            obstacle={obstacle}
            isDisabled={isDisabled}
            onSend={whenBusy => press(() => send(whenBusy))}
          />
        )}
        <div class="composer-bar">
          <Pickers status={status} />
          <AttachButton
            takesImages={status.takesImages}
            onPress={() => press(() => void attaching.pick())}
          />
          <OptionsButton status={status} options={options} onChange={setOptions} />
          <SendButton
            run={status.run.state}
            isDisabled={isDisabled}
            obstacle={obstacle}
            onSend={() => press(() => send('queue'))}
            onStop={() => press(() => void ask('stop', {}))}
          />
        </div>
      </div>
      <ComposerFoot status={status} usageButton={props.usageButton} onUsage={props.onUsage} />
    </div>
  );
}
