import { AnswerNotThere } from '../api/modelClient.ts';
import { ask, askAgain, type Received } from './answer.ts';
import { contextEnding } from './contextEnding.ts';
import { emitted } from './emitted.ts';
import { endingOf, endingOfError, endingOfLost, endingOfRepeats, type Ending } from './ending.ts';
import { addEvent } from './eventList.ts';
import type { ChatEvent, LiveEvent, Purpose } from './events.ts';
import { watchRepeatedCalls } from './repeatedCalls.ts';
import { forgetUploads } from './forgetUploads.ts';
import { permittedOffers } from './offers.ts';
import { requestOf } from './request.ts';
import { tellInstructions } from './tellInstructions.ts';
import { notedEdits } from './undoneEdits.ts';
import { refuseCalls, runCalls } from './toolCalls.ts';
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
  return runSteps(turn, steps);
}

/**
 * Runs `work` as a turn: its events in order, and its end as the last one, whatever happens.
 * @param purpose of a turn that is not part of the conversation
 */
export function runSteps(
  turn: Turn,
  work: (turn: RunningTurn) => Promise<Ending>,
  purpose?: Purpose,
): AsyncGenerator<ChatEvent | LiveEvent, void> {
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
    const ending = await work(running).catch((error: unknown) => endingAfter(error, turn));
    const marked = purpose === undefined ? ending : { ...ending, purpose };
    await running.emit({ type: 'turnEnded', at: turn.now(), ...marked });
  });
}

async function steps(turn: RunningTurn): Promise<Ending> {
  const repeats = watchRepeatedCalls();
  for (let step = 1; step <= (turn.stepLimit ?? STEP_LIMIT); step += 1) {
    turn.signal.throwIfAborted();
    // One request is made of one look at the settings, whatever a person changes meanwhile.
    const settings = turn.settings();
    const received = await nextAnswer({ ...turn, settings: () => settings }, step === 1);
    if (!('answer' in received)) return received;
    if (received.isOffer) return { reason: 'done' };

    const { answer } = received;
    const calls = answer.toolCalls;
    const ending = endingOf(answer, settings.maxTokens);
    if (ending !== undefined) {
      await refuseCalls(calls, turn);
      return ending;
    }

    const round = repeats.begin(calls);
    await runCalls(calls, turn, round);
    turn.signal.throwIfAborted();
    const tooOften = round.close();
    if (tooOften !== undefined) return endingOfRepeats(calls[0]?.name ?? '', tooOften);
  }
  return { reason: 'stepLimit' };
}

/** The answer of a request that was lost, if the turn begins with one; else that of a new request. */
async function nextAnswer(running: RunningTurn, isFirst: boolean): Promise<Received | Ending> {
  if (isFirst && running.lost !== undefined) {
    const found = await askAgain(running, running.lost);
    if (!(found instanceof AnswerNotThere)) return found;
    // The old request may be billed: a new one is for a person to ask for.
    if (running.otherwise === undefined) return endingOfLost(found);
    for (const event of running.otherwise) await running.emit(event);
  }
  if (!isFirst) await tellSteering(running);
  await tellUndone(running);
  await tellInstructions(running);
  const settings = { ...running.settings(), serviceTools: await permittedOffers(running) };
  const turn: RunningTurn = { ...running, settings: () => settings };
  const request = await requestOf(turn, isFirst);
  const full = contextEnding(turn, request);
  if (full !== undefined) return full;
  try {
    return await ask(turn, request);
  } catch (error) {
    // Uploads end some time after their last use: then the bytes go along once more.
    if (!(await forgetUploads(error, turn))) throw error;
    return ask(turn, await requestOf(turn, isFirst));
  }
}

/** What a person said to the running turn becomes part of it, behind the results that it waited for. */
async function tellSteering(turn: RunningTurn): Promise<void> {
  // One at a time: a person may take the next one back until it is told.
  for (let next = turn.nextSteering?.(); next !== undefined; next = turn.nextSteering?.()) {
    await turn.emit(next);
  }
}

/** Notes what a person took back of the model's edits, so that this request tells of it. */
async function tellUndone(turn: RunningTurn): Promise<void> {
  const undone = turn.takeUndone();
  if (undone.length === 0) return;
  const edits = notedEdits(undone, text => turn.redaction.text(text));
  await turn.emit({ type: 'editsUndone', at: turn.now(), edits });
}

/** Stopping is no error, whatever it made others throw. */
function endingAfter(error: unknown, turn: Turn): Ending {
  if (turn.signal.aborted) return { reason: 'stopped' };
  const { detail, ...ending } = endingOfError(error);
  turn.logger.error(`A turn failed: ${detail}`);
  return ending;
}
