import type { ComponentChildren, VNode } from 'preact';
import { openableAddress } from './markdown/links.ts';
import { usePanel } from './panelContext.ts';

/**
 * Opens nothing by itself: it has no href, so that neither the page nor VS Code follows it, and the
 * host is asked, which shows the whole address first.
 */
export function Link(props: {
  readonly href: string;
  readonly children: ComponentChildren;
}): VNode {
  const { ask } = usePanel();
  const address = openableAddress(props.href);
  if (address === undefined) {
    return (
      <span class="inert-link" title={props.href}>
        {props.children}
      </span>
    );
  }
  const open = (): void => {
    void ask('openLink', { href: address });
  };
  return (
    <a
      class="link"
      role="link"
      tabIndex={0}
      title={address}
      onClick={open}
      onKeyDown={event => {
        if (event.key === 'Enter') open();
      }}
    >
      {props.children}
    </a>
  );
}
