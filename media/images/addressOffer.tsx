import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { Icon } from '../icons.tsx';
import { nameInAddress } from './transfer.ts';

/** After the address of an image was pasted as text: to send the image itself instead. */
export function AddressOffer(props: {
  readonly address: string;
  readonly onTake: () => void;
}): VNode {
  return (
    <li>
      <button type="button" class="chip" title={props.address} onClick={props.onTake}>
        <Icon name="image" />
        <span>{l10n.t('Attach {0} as an image', nameInAddress(props.address))}</span>
      </button>
    </li>
  );
}
