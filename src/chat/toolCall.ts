import * as l10n from '@vscode/l10n';
import type { ReceivedToolCall } from '../api/modelClient.ts';
import { untilAborted } from '../base/abort.ts';
import type { Guarded } from '../base/accessLevel.ts';
import { PlumbError } from '../base/errors.ts';
import { maskSecrets } from '../base/secretText.ts';
import type {
  AcceptedCall,
  EffectCall,
  ReadCall,
  RefusedCall,
  Tool,
  ToolContext,
  ToolOutput,
} from '../tools/tool.ts';
import * as say from './callResults.ts';
import { beginsTurn } from './conversation.ts';
import type { ChatEvent } from './events.ts';
import { withinGrace } from './grace.ts';
import { permissionFor, type Permission } from './permission.ts';
import { standingOf } from './standing.ts';
import type { RunningTurn } from './turn.ts';

/** A call and what its tool makes of the arguments. */
export interface PlannedCall {
  readonly call: ReceivedToolCall;
  readonly plan: AcceptedCall | RefusedCall;
}

/** How a call ended, without the time. */
export type CallEnd = Pick<
  Extract<ChatEvent, { type: 'toolEnded' }>,
  'state' | 'content' | 'summary' | 'durationMs' | 'sources' | 'images'
>;

/** Set as a call goes on, for what is said when it breaks off. */
interface Progress {
  startedAt: number | undefined;
}

/** Finds the call's tool and has it check the arguments. Broken arguments are never repaired (R37). */
export function planCall(call: ReceivedToolCall, turn: RunningTurn): PlannedCall {
  const refuse = (reason: string): PlannedCall => ({ call, plan: { kind: 'refused', reason } });
  if (!call.valid) return refuse(say.invalidCall(call));
  const tool = turn.tools.find(({ name }) => name === call.name);
  if (tool === undefined) {
    return refuse(
      say.unknownTool(
        call.name,
        turn.tools.map(({ name }) => name),
      ),
    );
  }
  return { call, plan: accept(tool, call.input, turn) };
}

function accept(
  tool: Tool,
  input: Parameters<Tool['accept']>[0],
  turn: RunningTurn,
): AcceptedCall | RefusedCall {
  try {
    return tool.accept(input);
  } catch (error) {
    turn.logger.error(`${tool.name} could not read its arguments`, error);
    return { kind: 'refused', reason: say.TOOL_BROKE };
  }
}

/** Carries out one call. Whatever happens to it, this says so; it rejects only if the turn's reader left. */
export async function runCall({ call, plan }: PlannedCall, turn: RunningTurn): Promise<CallEnd> {
  const progress: Progress = { startedAt: undefined };
  const duration = (): number =>
    progress.startedAt === undefined ? 0 : turn.now() - progress.startedAt;
  try {
    turn.signal.throwIfAborted();
    const end = await endOf(call, plan, turn, progress);
    return { ...end, durationMs: duration() };
  } catch (error) {
    return { ...brokenOff(call, plan, error, turn, progress), durationMs: duration() };
  }
}

type Outcome = Omit<CallEnd, 'durationMs'>;

async function endOf(
  call: ReceivedToolCall,
  plan: AcceptedCall | RefusedCall,
  turn: RunningTurn,
  progress: Progress,
): Promise<Outcome> {
  switch (plan.kind) {
    case 'refused':
      return { state: 'failed', content: plan.reason, summary: l10n.t('Not run') };
    case 'read':
      return runRead(call, plan, turn, progress);
    case 'effect':
      return runEffect(call, plan, turn, progress);
  }
}

async function runRead(
  call: ReceivedToolCall,
  read: ReadCall,
  turn: RunningTurn,
  progress: Progress,
): Promise<Outcome> {
  const { readable } = standingOf(turn.history);
  const files = await guardedFiles(call, read, turn, readable);
  if (files.length > 0) {
    const { permission } = await permissionFor(call, { kind: 'read', files }, turn);
    if (permission !== 'granted') return refusedBy(permission);
  }
  const granted = new Set([...readable, ...files.map(({ uri }) => uri)]);
  await started(call, read.title, turn, progress);
  return withContext(call, turn, granted, async context =>
    outcomeOf(await untilAborted(read.run(context), turn.signal), turn),
  );
}

async function guardedFiles(
  call: ReceivedToolCall,
  read: ReadCall,
  turn: RunningTurn,
  granted: ReadonlySet<string>,
): Promise<readonly Guarded[]> {
  const { guarded } = read;
  if (guarded === undefined) return [];
  return withContext(call, turn, granted, context => untilAborted(guarded(context), turn.signal));
}

/** Prepare, seal, ask, do: what is performed is the very object whose hash was decided on. */
async function runEffect(
  call: ReceivedToolCall,
  effect: EffectCall,
  turn: RunningTurn,
  progress: Progress,
): Promise<Outcome> {
  const { readable } = standingOf(turn.history);
  return withContext(call, turn, readable, async context => {
    const proposal = await untilAborted(effect.prepare(context), turn.signal);
    const { permission, sealed } = await permissionFor(call, proposal, turn);
    if (permission !== 'granted') return refusedBy(permission);

    await started(call, effect.title, turn, progress);
    const output = withinGrace(effect.perform(sealed.proposal, context), turn.signal, turn.graceMs);
    return outcomeOf(await output, turn);
  });
}

function refusedBy(permission: Exclude<Permission, 'granted'>): Outcome {
  return permission === 'rejected'
    ? { state: 'rejected', content: say.REJECTED, summary: l10n.t('Rejected') }
    : { state: 'rejected', content: say.READ_ONLY, summary: l10n.t('Read only') };
}

/** Logs that the call begins; a stop that comes while it is logged still comes before it. */
async function started(
  call: ReceivedToolCall,
  title: string,
  turn: RunningTurn,
  progress: Progress,
): Promise<void> {
  const at = turn.now();
  turn.signal.throwIfAborted();
  await turn.emit({ type: 'toolStarted', at, callId: call.id, title });
  turn.signal.throwIfAborted();
  progress.startedAt = at;
}

/** Runs a part of a tool with its live output going to the card. */
async function withContext<T>(
  call: ReceivedToolCall,
  turn: RunningTurn,
  granted: ReadonlySet<string>,
  run: (context: ToolContext) => Promise<T>,
): Promise<T> {
  let ended = false;
  const live = turn.redaction.stream(text => {
    // A process that outlives its tool has nothing to say in a card that shows the result.
    if (!ended) turn.tell({ type: 'toolOutput', callId: call.id, text });
  });
  const { chatId, signal } = turn;
  const messageId = messageOf(turn);
  try {
    return await run(turn.toolContext({ chatId, messageId, signal, granted, onOutput: live.push }));
  } finally {
    live.end();
    ended = true;
  }
}

/** A tool's result as it is kept: without the key, and without secrets that nobody was asked about. */
function outcomeOf(output: ToolOutput, turn: RunningTurn): Outcome {
  const { sources, images, holdsSecrets } = output;
  const content = turn.redaction.text(output.content);
  return {
    state: stateOf(output, turn),
    content: holdsSecrets === true ? content : maskSecrets(content),
    summary: maskSecrets(turn.redaction.text(output.summary)),
    ...(sources === undefined ? {} : { sources }),
    ...(images === undefined ? {} : { images }),
  };
}

/** The id of the message that the turn answers; empty in a chat that has none. */
function messageOf({ history }: RunningTurn): string {
  return history.findLast(beginsTurn)?.id ?? '';
}

function stateOf(output: ToolOutput, turn: RunningTurn): Outcome['state'] {
  if (!output.failed) return 'done';
  return turn.signal.aborted ? 'stopped' : 'failed';
}

function brokenOff(
  call: ReceivedToolCall,
  plan: AcceptedCall | RefusedCall,
  error: unknown,
  turn: RunningTurn,
  progress: Progress,
): Outcome {
  if (turn.signal.aborted) {
    const during = plan.kind === 'read' ? say.STOPPED_LOOKING : say.STOPPED_DURING;
    const content = progress.startedAt === undefined ? say.STOPPED_BEFORE : during;
    return { state: 'stopped', content, summary: l10n.t('Stopped') };
  }
  const failed = { state: 'failed', summary: l10n.t('Failed') } as const;
  if (isForTheModel(error)) {
    return { ...failed, content: maskSecrets(turn.redaction.text(error.message)) };
  }
  turn.logger.error(`${call.name} failed`, error);
  return { ...failed, content: say.TOOL_BROKE };
}

/** A ToolRefusal, told by its name as an abort is, or what a port says of a file in plain words. */
function isForTheModel(error: unknown): error is Error {
  return error instanceof PlumbError || (error instanceof Error && error.name === 'ToolRefusal');
}
