import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { UserItem } from '../src/protocol/viewModel.ts';
import { Icon } from './icons.tsx';

type Image = NonNullable<UserItem['images']>[number];

/** The images that went with a message. Only what is in the data itself is shown: nothing is loaded. */
export function MessageImages({ images }: { readonly images: readonly Image[] }): VNode {
  return (
    <ul class="message-images" aria-label={l10n.t('Images')}>
      {images.map(image => (
        <li key={image.id}>{drawn(image)}</li>
      ))}
    </ul>
  );
}

function drawn({ name, thumbnail, url }: Image): VNode {
  if (thumbnail !== undefined && /^data:image\/(?:png|jpeg|webp|gif|bmp);base64,/.test(thumbnail)) {
    return <img class="message-image" src={thumbnail} alt={name} title={name} />;
  }
  return (
    <span class="chip chip-still" title={url ?? name}>
      <Icon name="image" />
      <span>{url ?? name}</span>
    </span>
  );
}
