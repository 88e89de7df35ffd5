import * as l10n from '@vscode/l10n';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Link } from '../link.tsx';
import { usePanel } from '../panelContext.ts';
import { knownPathsOf } from './knownPaths.ts';
import type { WrittenPlace } from './places.ts';

/**
 * A path that opens its file, once the host said that there is such a file; until then its text.
 * @param address of the link that names the path in other words: it is told, whatever those are
 */
export function PlaceLink(props: {
  readonly place: WrittenPlace;
  readonly address?: string;
  readonly children: ComponentChildren;
}): VNode {
  const { ask } = usePanel();
  const { address, children } = props;
  const { path, line, endLine } = props.place;
  const isKnown = useIsKnown(path);
  if (!isKnown) {
    return address === undefined ? <>{children}</> : <Link href={address}>{children}</Link>;
  }
  const open = (): void => {
    void ask('openPath', {
      path,
      ...(line === undefined ? {} : { line }),
      ...(endLine === undefined ? {} : { endLine }),
    });
  };
  return (
    <InlineLink title={address ?? l10n.t('Open the file')} onOpen={open}>
      {children}
    </InlineLink>
  );
}

/** The name of a symbol, which opens where that is defined. */
export function SymbolLink(props: {
  readonly name: string;
  readonly children: ComponentChildren;
}): VNode {
  const { ask } = usePanel();
  return (
    <InlineLink
      title={l10n.t('Go to the definition')}
      onOpen={() => void ask('openSymbol', { name: props.name })}
    >
      {props.children}
    </InlineLink>
  );
}

/** Has no address, so that neither the page nor VS Code follows it. */
export function InlineLink(props: {
  readonly title: string;
  readonly onOpen: () => void;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <a
      class="place-link"
      role="link"
      tabIndex={0}
      title={props.title}
      onClick={props.onOpen}
      onKeyDown={event => {
        if (event.key === 'Enter') props.onOpen();
      }}
    >
      {props.children}
    </a>
  );
}

function useIsKnown(path: string): boolean {
  const { ask } = usePanel();
  const paths = knownPathsOf(ask);
  const [, redraw] = useState(false);
  useEffect(() => {
    const subscription = paths.onChange(() => redraw(paths.isKnown(path)));
    paths.wonder(path);
    return () => subscription.dispose();
  }, [paths, path]);
  return paths.isKnown(path);
}
