import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { shortCount } from '../../src/base/figures.ts';
import { AddressOffer } from '../images/addressOffer.tsx';
import { ImagePill } from '../images/imagePill.tsx';
import type { ImageTray } from '../images/useImageTray.ts';
import type { NextOptions } from '../options/nextOptions.ts';
import { OptionPills } from '../options/optionPills.tsx';
import { usePanel } from '../panelContext.ts';
import { ChipOffer, ChipPill } from './chipPill.tsx';
import { outgoing, type Chips } from './useChips.ts';

/** What goes along with the next message, and what could. */
export function WithMessage(props: {
  readonly chips: Chips;
  readonly tray: ImageTray;
  readonly options: NextOptions;
  readonly toolNames: readonly string[];
  readonly onOptions: (options: NextOptions) => void;
  /** The address of an image that was pasted as text. */
  readonly address: string | undefined;
  readonly onTakeAddress: () => void;
  /** A press gives the keyboard back to the text. */
  readonly press: (action: () => void) => void;
}): VNode {
  const { chips, tray, press } = props;
  const { ask } = usePanel();
  const { attached, selection, offered } = chips;
  const open = (ref: string): void => void ask('openChip', { ref });
  const known = outgoing(chips).flatMap(({ tokens }) => tokens ?? []);
  return (
    <ul class="pills" aria-label={l10n.t('With this message')}>
      {attached.map(chip => (
        <ChipPill
          key={chip.ref}
          chip={chip}
          onOpen={() => open(chip.ref)}
          onRemove={() => press(() => chips.remove(chip.ref))}
        />
      ))}
      {selection !== undefined && (
        <ChipPill
          key="selection"
          chip={selection}
          onOpen={() => open(selection.ref)}
          onRemove={() => press(() => chips.dropSelection())}
        />
      )}
      {tray.images.map(image => (
        <ImagePill
          key={image.id}
          image={image}
          onRemove={() => press(() => tray.remove([image.id]))}
        />
      ))}
      <OptionPills
        options={props.options}
        toolNames={props.toolNames}
        onChange={changed => press(() => props.onOptions(changed))}
      />
      {props.address !== undefined && (
        <AddressOffer address={props.address} onTake={() => press(props.onTakeAddress)} />
      )}
      {offered !== undefined && (
        <ChipOffer chip={offered} onTake={() => press(() => chips.takeOffered())} />
      )}
      {known.length > 1 && (
        <li class="pill-sum">
          {l10n.t('{0} tokens together', shortCount(known.reduce((sum, count) => sum + count)))}
        </li>
      )}
    </ul>
  );
}
