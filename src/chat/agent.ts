import type { ModelRequest, ToolDefinition } from '../api/modelClient.ts';
import { ask } from './answer.ts';
import { emitted } from './emitted.ts';
import { endingOf, endingOfError, endingOfRepeats, type Ending } from './ending.ts';
import { addEvent } from './eventList.ts';
import type { ChatEvent, LiveEvent } from './events.ts';
import { watchRepeatedCalls } from './repeatedCalls.ts';
import { refuseCalls, runCalls } from './toolCalls.ts';
import { messagesOf } from './transcript.ts';
import type { RunningTurn, Turn } from './turn.ts';

const STEP_LIMIT = 50;

/**
 * One turn: asks the model, runs the tools that it calls, returns their results, and so on until
 * it is done, stopped, failed or out of steps. The last event is always a `turnEnded`.
 *
 * The turn waits at each event until the reader asks for the next one. A reader that logs an event
 * before it asks on has it in the log before a request is sent or an effect happens.
 */
export function runTurn(turn: Turn): AsyncGenerator<ChatEvent | LiveEvent, void> {
  return emitted(async ({ emit, tell }) => {
    const history = [...turn.events];
    const running: RunningTurn = {
      ...turn,
      history,
      emit: event => {
        addEvent(history, event);
        return emit(event);
      },
      tell,
    };
    const ending = await steps(running).catch((error: unknown) => endingAfter(error, turn));
    await running.emit({ type: 'turnEnded', at: turn.now(), ...ending });
  });
}

async function steps(turn: RunningTurn): Promise<Ending> {
  const repeats = watchRepeatedCalls();
  for (let step = 1; step <= (turn.stepLimit ?? STEP_LIMIT); step += 1) {
    turn.signal.throwIfAborted();
    const request = requestOf(turn);
    const answer = await ask(turn, request);
    const calls = answer.toolCalls;

    const ending = endingOf(answer, request.maxTokens);
    if (ending !== undefined) {
      await refuseCalls(calls, turn);
      return ending;
    }

    const allFailed = await runCalls(calls, turn, repeats.ifFailed(calls));
    turn.signal.throwIfAborted();
    if (repeats.noted(calls, allFailed)) return endingOfRepeats(calls[0]?.name ?? '');
  }
  return { reason: 'stepLimit' };
}

function requestOf(turn: RunningTurn): ModelRequest {
  const { model, thinkingLevel, maxTokens } = turn.settings();
  const tools = turn.tools.map(({ name, description, schema }): ToolDefinition => ({
    type: 'function',
    name,
    description,
    schema,
  }));
  return {
    model,
    systemPrompt: turn.systemPrompt,
    messages: messagesOf(turn.history),
    ...(tools.length === 0 ? {} : { tools }),
    thinkingLevel,
    maxTokens,
  };
}

/** Stopping is no error, whatever it made others throw. */
function endingAfter(error: unknown, turn: Turn): Ending {
  if (turn.signal.aborted) return { reason: 'stopped' };
  const { detail, ...ending } = endingOfError(error);
  turn.logger.error(`A turn failed: ${detail}`);
  return ending;
}
