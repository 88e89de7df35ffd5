import * as l10n from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import type { Chip } from '../../src/protocol/requests/composer.ts';
import { usePanel } from '../panelContext.ts';

/** What goes along with the message that is being written, beside images. */
export interface Chips {
  /** What was attached; part of the draft. Another array whenever it is another list. */
  readonly attached: readonly Chip[];
  /** The selection in the editor, which goes along by itself as long as nobody drops it. */
  readonly selection: Chip | undefined;
  /** The current file, or a selection that was dropped or is known from the message before. */
  readonly offered: Chip | undefined;
  /** Something is on its way to become a chip. */
  readonly isAttaching: boolean;
  add(chips: readonly Chip[]): void;
  /**
   * Adds what is being made.
   * @returns whether it is something; undefined if another draft is shown by then
   */
  addWhenMade(made: Promise<readonly Chip[] | undefined>): Promise<boolean | undefined>;
  remove(ref: string): void;
  setCurrent(chip: Chip | undefined): void;
  /** The offered one goes along after all. */
  takeOffered(): void;
  dropSelection(): void;
  /** These were sent: they go along with no further message by themselves. */
  sent(refs: readonly string[]): void;
  /** Those of another draft. */
  replace(chips: readonly Chip[]): void;
  /** Those of a draft that came late, before what was added since. */
  addBefore(chips: readonly Chip[]): void;
}

/** All that is sent with the message. */
export function outgoing({ attached, selection }: Chips): readonly Chip[] {
  return selection === undefined ? attached : [...attached, selection];
}

export function useChips(): Chips {
  const { announce } = usePanel();
  const [, setDrawn] = useState(0);
  const held = useRef({
    attached: [] as readonly Chip[],
    current: undefined as Chip | undefined,
    /** The current selection goes along. */
    isTaken: false,
    attaching: 0,
    /** Counts the drafts: what was made for an earlier one is not put to this. */
    draft: 0,
  }).current;
  const redraw = (): void => setDrawn(count => count + 1);

  const isAttached = (ref: string): boolean => held.attached.some(chip => chip.ref === ref);
  const set = (attached: readonly Chip[]): void => {
    held.attached = unique(attached);
    redraw();
  };
  const add: Chips['add'] = chips => {
    const added = unique(chips).filter(({ ref }) => !isAttached(ref));
    if (added.length === 0) return;
    set([...held.attached, ...added]);
    announce(l10n.t('Attached {0}', added.map(({ label }) => label).join(', ')));
  };
  const currentIf = (isTaken: boolean): Chip | undefined =>
    held.current !== undefined && held.isTaken === isTaken && !isAttached(held.current.ref)
      ? held.current
      : undefined;

  return {
    get attached() {
      return held.attached;
    },
    get selection() {
      return currentIf(true);
    },
    get offered() {
      return currentIf(false);
    },
    get isAttaching() {
      return held.attaching > 0;
    },
    add,
    addWhenMade: async made => {
      const { draft } = held;
      held.attaching += 1;
      redraw();
      const chips = await made;
      if (draft !== held.draft) return undefined;
      held.attaching -= 1;
      if (chips !== undefined) add(chips);
      redraw();
      return chips !== undefined && chips.length > 0;
    },
    remove: ref => set(held.attached.filter(chip => chip.ref !== ref)),
    setCurrent: chip => {
      const before = held.current;
      held.current = chip;
      // The host tells of the same selection again, as when the panel is shown.
      if (before?.ref !== chip?.ref || before?.label !== chip?.label) {
        held.isTaken = chip?.kind === 'selection';
      }
      redraw();
    },
    takeOffered: () => {
      if (held.current === undefined) return;
      if (held.current.kind === 'selection') held.isTaken = true;
      else add([held.current]);
      redraw();
    },
    dropSelection: () => {
      held.isTaken = false;
      redraw();
    },
    sent: refs => {
      if (held.current !== undefined && refs.includes(held.current.ref)) held.isTaken = false;
      if (held.attached.some(({ ref }) => refs.includes(ref))) {
        set(held.attached.filter(({ ref }) => !refs.includes(ref)));
      }
      redraw();
    },
    replace: chips => {
      held.draft += 1;
      held.attaching = 0;
      set(chips);
    },
    addBefore: chips => {
      if (chips.length > 0) set([...chips, ...held.attached]);
    },
  };
}

function unique(chips: readonly Chip[]): readonly Chip[] {
  return [...new Map(chips.map(chip => [chip.ref, chip])).values()];
}
