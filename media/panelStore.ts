import { Emitter, type Event } from '../src/base/emitter.ts';
import { describeError } from '../src/base/errors.ts';
import type { EventBody, Params, RequestName, Result } from '../src/protocol/messages.ts';
import { applyPatch } from '../src/protocol/patch.ts';
import type { PanelRpc } from '../src/protocol/rpc.ts';
import type { PanelState } from '../src/protocol/viewModel.ts';

export interface PanelStore {
  /** Undefined until the host has answered for the first time. */
  readonly state: PanelState | undefined;
  /** What the last failed request said, until it is dismissed or the next one succeeds. */
  readonly problem: string | undefined;
  readonly onChange: Event<undefined>;
  /** Asks for the whole state; done once at the start and whenever a patch was missed. */
  readonly load: () => Promise<void>;
  /** The host's answer, or undefined if there was none: `problem` then says why. */
  readonly ask: <Name extends RequestName>(
    name: Name,
    params: Params<Name>,
  ) => Promise<Result<Name> | undefined>;
  /** Shows a problem that arose in the panel itself. */
  readonly report: (problem: string) => void;
  readonly dismissProblem: () => void;
}

/** What the panel asks by itself: that this went well is no reason to take a problem away. */
const UNASKED: ReadonlySet<RequestName> = new Set([
  'drawn',
  'loadItems',
  'complete',
  'readDraft',
  'writeDraft',
]);

/** Holds the host's view model and keeps it in step by its patches. */
export function createPanelStore(rpc: PanelRpc): PanelStore {
  let state: PanelState | undefined;
  let problem: string | undefined;
  let isLoading = false;
  /** Patches that came while the whole state was on its way; it may hold some of them. */
  let early: EventBody<'patches'>[] = [];
  const changed = new Emitter<undefined>();

  const setProblem = (message: string | undefined): void => {
    if (problem === message) return;
    problem = message;
    changed.fire(undefined);
  };

  const ask: PanelStore['ask'] = async (name, params) => {
    try {
      const result = await rpc.request(name, params);
      if (!UNASKED.has(name)) setProblem(undefined);
      return result;
    } catch (error) {
      setProblem(describeError(error));
      return undefined;
    }
  };

  const load = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    early = [];
    const loaded = await ask('ready', {});
    isLoading = false;
    if (loaded === undefined) return;
    state = loaded;
    for (const message of early) take(message);
    changed.fire(undefined);
  };

  const take = (message: EventBody<'patches'>): void => {
    if (state === undefined || message.seq <= state.seq) return;
    if (message.seq > state.seq + 1) {
      void load();
      return;
    }
    state = { ...message.patches.reduce(applyPatch, state), seq: message.seq };
  };

  rpc.onEvent('patches', message => {
    if (isLoading) {
      early.push(message);
      return;
    }
    take(message);
    changed.fire(undefined);
  });

  return {
    get state() {
      return state;
    },
    get problem() {
      return problem;
    },
    onChange: changed.event,
    load,
    ask,
    report: setProblem,
    dismissProblem: () => {
      setProblem(undefined);
    },
  };
}
