import * as l10n from '@vscode/l10n';
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EventBody } from '../src/protocol/messages.ts';
import type { PanelStatus } from '../src/protocol/viewModel.ts';
import { ComposerFoot } from './composerFoot.tsx';
import { isComposing } from './composition.ts';
import type { DraftStore } from './draft.ts';
import { AddressOffer } from './images/addressOffer.tsx';
import { AttachButton } from './images/attachButton.tsx';
import { ImagePill } from './images/imagePill.tsx';
import { useAttaching } from './images/useAttaching.ts';
import { possible, sendOptions, USUAL } from './options/nextOptions.ts';
import { OptionPills } from './options/optionPills.tsx';
import { OptionsButton } from './options/optionsButton.tsx';
import { usePanel } from './panelContext.ts';
import { Pickers } from './pickers.tsx';
import { Queued } from './queued.tsx';
import { SendButton } from './sendButton.tsx';

/** What others may do with the composer. */
export interface ComposerHandle {
  /** Puts the keyboard into it; with a text, that becomes the draft. */
  focus(draft?: string): void;
  /** Puts the keyboard into it; the text is taken only where nothing is typed yet. */
  offer(text: string | undefined): void;
  addImages(files: EventBody<'addImages'>['files']): void;
}

/** Where a message is written. The text box itself holds the draft, so an IME is never disturbed. */
export function Composer(props: {
  readonly status: PanelStatus;
  readonly drafts: DraftStore;
  readonly handle: RefObject<ComposerHandle | null>;
  /** Several answers stand there, and none is kept yet. */
  readonly mustKeep: boolean;
  readonly usageButton: RefObject<HTMLButtonElement | null>;
  readonly onUsage: () => void;
  /** The user's own last message in this chat. */
  readonly lastMessage: () => string | undefined;
}): VNode {
  const { status, drafts, handle, mustKeep, lastMessage } = props;
  const { ask, announce } = usePanel();
  const box = useRef<HTMLTextAreaElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const [isSending, setSending] = useState(false);
  const [chosen, setOptions] = useState(USUAL);
  const options = possible(chosen, status.toolNames);
  const attaching = useAttaching({ takesImages: status.takesImages, box });
  const { tray } = attaching;

  const write = (text: string): void => {
    if (box.current === null) return;
    box.current.value = text;
    box.current.setSelectionRange(text.length, text.length);
    keep(text);
  };
  const keep = (text: string): void => {
    drafts.write(text);
    setEmpty(text.trim() === '');
    attaching.onDraft(text);
  };

  useLayoutEffect(() => {
    write(drafts.read());
    return () => (handle.current = null);
  }, []);
  useLayoutEffect(() => {
    handle.current = {
      focus: draft => {
        if (draft !== undefined) write(draft);
        box.current?.focus();
      },
      offer: text => {
        if (text !== undefined && box.current?.value.trim() === '') write(text);
        box.current?.focus();
      },
      addImages: files => {
        attaching.addFromHost(files);
        box.current?.focus();
      },
    };
  });

  const obstacle = obstacleTo({
    mustKeep,
    isReading: tray.isReading,
    lacksImages: tray.images.length > 0 && !status.takesImages,
  });
  const send = async (): Promise<void> => {
    const text = box.current?.value ?? '';
    const isIdle = status.run.state === 'idle';
    if (text.trim() === '' || isSending || !isIdle) return;
    if (obstacle !== undefined) {
      announce(obstacle);
      return;
    }
    const { images } = tray;
    const how = sendOptions(options);
    setSending(true);
    const answer = await ask('send', {
      text,
      ...(images.length > 0 ? { images: images.map(({ outgoing }) => outgoing) } : {}),
      ...(how === undefined ? {} : { options: how }),
    });
    setSending(false);
    // Everything stays if the message was not taken (R43), and so does what came meanwhile.
    if (answer?.accepted !== true) return;
    const now = box.current?.value ?? '';
    write(now.startsWith(text) ? now.slice(text.length) : now);
    tray.remove(images.map(({ id }) => id));
    setOptions(before => (before === chosen ? USUAL : before));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Enter' && isPlain) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && isPlain && box.current?.value === '') {
      const message = lastMessage();
      if (message === undefined) return;
      event.preventDefault();
      write(message);
    }
  };
  /** A press gives the keyboard back to the text. */
  const press = (action: () => void): void => {
    action();
    box.current?.focus();
  };

  return (
    <div class="composer">
      <Queued status={status} onText={text => handle.current?.offer(text)} />
      <div class={attaching.isDropping ? 'composer-box drop-target' : 'composer-box'}>
        <ul class="pills" aria-label={l10n.t('With this message')}>
          {tray.images.map(image => (
            <ImagePill
              key={image.id}
              image={image}
              onRemove={() => press(() => tray.remove([image.id]))}
            />
          ))}
          <OptionPills
            options={options}
            toolNames={status.toolNames}
            onChange={changed => press(() => setOptions(changed))}
          />
          {attaching.offered !== undefined && (
            <AddressOffer
              address={attaching.offered}
              onTake={() => press(() => write(attaching.takeOffer(box.current?.value ?? '')))}
            />
          )}
        </ul>
        {obstacle !== undefined && <p class="obstacle">{obstacle}</p>}
        <textarea
          ref={box}
          rows={1}
          aria-label={l10n.t('Message')}
          placeholder={l10n.t('Ask Plumb')}
          spellcheck={false}
          dir="auto"
          onInput={event => keep(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={attaching.onPaste}
        />
        <div class="composer-bar">
          <Pickers status={status} />
          <AttachButton
            takesImages={status.takesImages}
            onPress={() => press(() => void attaching.pick())}
          />
          <OptionsButton status={status} options={options} onChange={setOptions} />
          <SendButton
            run={status.run.state}
            isDisabled={isEmpty || isSending || obstacle !== undefined}
            obstacle={obstacle}
            onSend={() => press(() => void send())}
            onStop={() => press(() => void ask('stop', {}))}
          />
        </div>
      </div>
      <ComposerFoot status={status} usageButton={props.usageButton} onUsage={props.onUsage} />
    </div>
  );
}

/** Why nothing can be sent now, in words; undefined if it can. */
function obstacleTo(why: {
  readonly mustKeep: boolean;
  readonly isReading: boolean;
  readonly lacksImages: boolean;
}): string | undefined {
  if (why.mustKeep) return l10n.t('Keep one of the answers first');
  if (why.lacksImages) return l10n.t('This model takes no images: choose another or remove them');
  return why.isReading ? l10n.t('Reading images…') : undefined;
}
