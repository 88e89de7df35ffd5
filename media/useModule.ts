import { useEffect, useState } from 'preact/hooks';
import { describeError } from '../src/base/errors.ts';
import { usePanel } from './panelContext.ts';

/**
 * A part of the panel that is not needed for the first answer, and so is loaded when it is drawn;
 * undefined until it is there. What goes wrong is shown as a problem of the panel.
 */
export function useModule<Module>(load: () => Promise<Module>): Module | undefined {
  const { report } = usePanel();
  const [module, setModule] = useState<Module | undefined>(undefined);
  useEffect(() => {
    const state = { isGone: false };
    load().then(
      loaded => {
        if (!state.isGone) setModule(() => loaded);
      },
      (error: unknown) => report(describeError(error)),
    );
    return () => {
      state.isGone = true;
    };
  }, []);
  return module;
}
