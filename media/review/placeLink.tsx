import type { ComponentChildren, VNode } from 'preact';

/** Opens a place in the editor. It has no href: neither the page nor VS Code follows it. */
export function PlaceLink(props: {
  readonly title: string;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}): VNode {
  const { title, onOpen } = props;
  return (
    <a
      class="place-link"
      role="link"
      tabIndex={0}
      title={title}
      onClick={onOpen}
      onKeyDown={event => {
        if (event.key === 'Enter') onOpen();
      }}
    >
      {props.children}
    </a>
  );
}
