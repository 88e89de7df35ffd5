import * as l10n from '@vscode/l10n';
import { decimal } from '../base/figures.ts';
import { findUncarriable, type CompatibleName } from './compatible/carriable.ts';
import { MODELS, findModel, type ModelFacts } from './models.ts';
import type { ModelClient, ModelEvent, ModelRequest, RequestOptions } from './modelClient.ts';
import { evidenceIn, evidenceOfSilence, type Evidence } from './transportEvidence.ts';

export type TransportName = 'native' | CompatibleName;

/** The order in which `auto` tries them (spec/runware-api.md 11). */
const LADDER: readonly TransportName[] = ['native', 'chatCompletions', 'responses'];

export interface TransportChoiceOptions {
  readonly native: ModelClient;
  /** Called when one of the two is needed for the first time. */
  readonly compatible: () => Promise<Readonly<Record<CompatibleName, ModelClient>>>;
  /** The setting plumb.api.transport; asked at every request. */
  readonly setting: () => 'auto' | TransportName;
  /** What `auto` came to for a model; should outlive the session. */
  readonly memory: {
    read(model: string): string | undefined;
    write(model: string, transport: TransportName): void;
  };
  /** Asked at every request; the built-in table if absent. */
  readonly models?: () => readonly ModelFacts[];
}

/** The transports to try, in order. */
type Plan = readonly TransportName[];

/**
 * A model client that sends each request over the transport that is set. `auto` begins native and
 * moves on only when the service has shown that native tools do not work for the model; it says so
 * once, when the next transport has answered, and remembers it per model.
 */
export function createTransportChoice(options: TransportChoiceOptions): ModelClient {
  const { native, memory, setting } = options;
  let loading: ReturnType<TransportChoiceOptions['compatible']> | undefined;

  const clientOf = async (name: TransportName): Promise<ModelClient> => {
    if (name === 'native') return native;
    loading ??= options.compatible();
    try {
      return (await loading)[name];
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };

  const planFor = (request: ModelRequest): Plan => {
    const set = setting();
    // Nothing else can run in the background, whatever is set.
    if (request.delivery === 'async') return ['native'];
    if (set !== 'auto') return [set];
    const isNative = findModel(request.model, options.models?.() ?? MODELS)?.native ?? true;
    const remembered = LADDER.find(name => name === memory.read(request.model)) ?? 'native';
    const first = isNative || remembered !== 'native' ? remembered : 'chatCompletions';
    const plan = LADDER.slice(LADDER.indexOf(first)).filter(
      name => name === 'native' || findUncarriable(request, name) === undefined,
    );
    if (plan.length > 0) return plan;
    // Where native does not know the model, the clearer refusal is the other one's.
    return [isNative ? 'native' : first];
  };

  /**
   * One transport's events.
   * @returns what it showed of itself, if the next one is to be tried
   */
  async function* attempt(
    step: { readonly plan: Plan; readonly at: number; readonly before: readonly Evidence[] },
    request: ModelRequest,
    requestOptions: RequestOptions,
  ): AsyncGenerator<ModelEvent, Evidence | undefined> {
    const { plan, at, before } = step;
    const name = plan[at] ?? 'native';
    const next = plan[at + 1];
    const moveTo = (to: TransportName, why: readonly Evidence[]): ModelEvent => {
      memory.write(request.model, to);
      return { type: 'adjusted', message: describeMove(to, why) };
    };
    let shown = false;
    try {
      const client = await clientOf(name);
      for await (const event of client.answer(request, requestOptions)) {
        if (event.type === 'waiting' || event.type === 'adjusted') {
          yield event;
          continue;
        }
        const silence =
          event.type === 'done' && next !== undefined
            ? evidenceOfSilence(request, [event.answer, ...event.others])
            : undefined;
        // Nothing of this answer was shown, so it may be asked anew.
        if (silence !== undefined && !shown) return silence;
        if (!shown && before.length > 0) yield moveTo(name, before);
        shown = true;
        if (silence !== undefined && next !== undefined) yield moveTo(next, [silence]);
        yield event;
      }
    } catch (error) {
      const evidence = shown || next === undefined ? undefined : evidenceIn(error, request);
      if (evidence === undefined) throw error;
      return evidence;
    }
    return undefined;
  }

  async function* answer(
    request: ModelRequest,
    requestOptions: RequestOptions,
  ): AsyncGenerator<ModelEvent, undefined> {
    const plan = planFor(request);
    const before: Evidence[] = [];
    for (const at of plan.keys()) {
      const evidence = yield* attempt({ plan, at, before }, request, requestOptions);
      if (evidence === undefined) return;
      before.push(evidence);
    }
  }

  return {
    answer,
    // Ids of answers are known to the native endpoint alone.
    resume: (taskUUID, resumeOptions) => native.resume(taskUUID, resumeOptions),
  };
}

function describeMove(to: TransportName, why: readonly Evidence[]): string {
  const reasons = why.map(evidence => {
    switch (evidence.kind) {
      case 'toolsRefused':
        return l10n.t('The service did not take tools for this model the way they were sent.');
      case 'modelRefused':
        return l10n.t('The service does not serve this model the way it was asked for.');
      case 'noCall':
        return evidence.costUsd === undefined
          ? l10n.t('The model had to call a tool and answered nothing; that answer was billed.')
          : l10n.t(
              'The model had to call a tool and answered nothing; that answer was billed with ${0}.',
              decimal(evidence.costUsd, 4),
            );
    }
  });
  return [...reasons, nowOver(to)].join(' ');
}

function nowOver(transport: TransportName): string {
  switch (transport) {
    case 'chatCompletions':
      return l10n.t(
        'From now on this model is asked over Chat Completions, where it chooses by itself how much it thinks when it has tools.',
      );
    case 'responses':
      return l10n.t('From now on this model is asked over Responses.');
    case 'native':
      return l10n.t('From now on this model is asked over the native endpoint.');
  }
}
