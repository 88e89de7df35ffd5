import { PlanItem } from '../../protocol/viewModel.ts';
import { findItem, type ChatPatch, type EventOf, type Shown } from './chatPatch.ts';

type Call = EventOf<'answerEnded'>['toolCalls'][number];

/** Shows the model's plan: one item a turn, where it was first told, in place of cards of its calls. */
export interface Plans {
  /** A new turn has a plan of its own. */
  begin(): void;
  /** Whether calls of a tool are shown as a plan, if they can be read. */
  isPlan(toolName: string): boolean;
  /** Takes a call to show it as a plan; false if it is none, or none that can be read. */
  take(call: Call): boolean;
  /** A call that was taken and has not ended. */
  taken(callId: string): Call | undefined;
  /** Shows the plan of a call that was taken; undefined if the call failed and so noted none. */
  ended(event: EventOf<'toolEnded'>): ChatPatch[] | undefined;
}

const TOOL = 'update_plan';

export function createPlans(shown: Shown): Plans {
  const plans = new Map<string, { readonly call: Call; readonly steps: PlanItem['steps'] }>();
  let current: string | undefined;

  const isPlan = (toolName: string): boolean => toolName === TOOL;

  return {
    isPlan,
    begin: () => {
      current = undefined;
    },
    take: call => {
      if (!isPlan(call.name) || !call.valid) return false;
      const plan = PlanItem.safeParse({ kind: 'plan', id: call.id, steps: call.input['steps'] });
      if (!plan.success) return false;
      plans.set(call.id, { call, steps: plan.data.steps });
      return true;
    },
    taken: callId => plans.get(callId)?.call,
    ended: ({ callId, state }) => {
      const plan = plans.get(callId);
      plans.delete(callId);
      if (plan === undefined || state !== 'done') return undefined;
      const known = current === undefined ? undefined : findItem(shown, current);
      current = known?.id ?? `plan:${callId}`;
      const item: PlanItem = { kind: 'plan', id: current, steps: plan.steps };
      return [{ op: known === undefined ? 'add' : 'replace', item }];
    },
  };
}
