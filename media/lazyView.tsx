import * as l10n from '@vscode/l10n';
import type { ComponentType, VNode } from 'preact';
import { useEffect, useReducer } from 'preact/hooks';
import { usePanel } from './panelContext.ts';

/** A view whose code is loaded when it is first drawn, or before by `preload`. */
export interface LazyView<Props> {
  (props: Props): VNode | null;
  /** Never rejects: a view that cannot be loaded says so where it is drawn. */
  preload(): void;
}

/**
 * @param load imports the view; a failure is told to the person and tried again when it is next drawn
 * @param waiting stands there until then
 */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: (props: Props) => VNode | null = () => null,
): LazyView<Props> {
  let view: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const loaded = (): Promise<void> => {
    loading ??= load().then(
      found => {
        view = found;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };

  const LazyPart = (props: Props): VNode | null => {
    const { report } = usePanel();
    const [, redraw] = useReducer((count: number) => count + 1, 0);
    // What was drawn counts: the code may have come between the drawing and this effect.
    const View = view;
    useEffect(() => {
      if (View !== undefined) return;
      loaded().then(
        () => redraw(undefined),
        () => report(l10n.t('A part of the panel could not be loaded. Reload the window.')),
      );
    }, []);
    return View === undefined ? waiting(props) : <View {...props} />;
  };
  return Object.assign(LazyPart, {
    preload: () => {
      loaded().catch(() => undefined);
    },
  });
}
