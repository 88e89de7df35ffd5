import { DisposableStore, type Disposable } from '../../base/disposable.ts';
import { Emitter, type Event } from '../../base/emitter.ts';
import { NO_CHANGES, type ChangesView } from '../../protocol/changesView.ts';
import type { Surface } from './surface.ts';

/** The surfaces of a window, and the one that a person used last: commands act there. */
export interface Surfaces extends Disposable {
  readonly active: Surface;
  readonly all: readonly Surface[];
  /** Another one became active, or what runs in it has changed. */
  readonly onActiveChange: Event<Surface>;
  add(surface: Surface): Disposable;
  activate(surface: Surface): void;
  /** What is under review now; surfaces that come later show it too. */
  showChanges(changes: ChangesView): void;
}

/** @param sidebar the one that is always there */
export function createSurfaces(sidebar: Surface): Surfaces {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<Surface>());
  const all = new Set<Surface>();
  let active = sidebar;
  let shownChanges = NO_CHANGES;

  const activate = (surface: Surface): void => {
    if (surface === active || !all.has(surface)) return;
    active = surface;
    changed.fire(surface);
  };
  const add = (surface: Surface): Disposable => {
    all.add(surface);
    surface.controller.setChanges(shownChanges);
    const runs = surface.controller.onRunChange(() => {
      if (surface === active) changed.fire(surface);
    });
    return {
      dispose: () => {
        all.delete(surface);
        runs.dispose();
        if (surface === active) activate(sidebar);
        surface.dispose();
      },
    };
  };
  store.add(add(sidebar));

  return {
    get active() {
      return active;
    },
    get all() {
      return [...all];
    },
    onActiveChange: changed.event,
    add,
    activate,
    showChanges: changes => {
      shownChanges = changes;
      for (const { controller } of all) controller.setChanges(changes);
    },
    dispose: () => {
      for (const surface of all) surface.dispose();
      all.clear();
      store.dispose();
    },
  };
}
