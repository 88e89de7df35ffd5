import type { VNode } from 'preact';
import { fileSize } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Pill } from '../pill.tsx';
import type { TrayImage } from './useImageTray.ts';

/** An image that goes with the next message. */
export function ImagePill(props: {
  readonly image: TrayImage;
  readonly onRemove: () => void;
}): VNode {
  const { size, outgoing } = props.image;
  return (
    <Pill
      name={outgoing.name}
      title={outgoing.kind === 'url' ? outgoing.url : outgoing.name}
      onRemove={props.onRemove}
    >
      {outgoing.kind === 'data' && outgoing.thumbnail !== undefined ? (
        <img class="pill-image" src={outgoing.thumbnail} alt="" />
      ) : (
        <Icon name="image" />
      )}
      <span class="pill-name">{outgoing.name}</span>
      <span class="pill-detail">
        {outgoing.kind === 'url' ? new URL(outgoing.url).host : fileSize(size)}
      </span>
    </Pill>
  );
}
