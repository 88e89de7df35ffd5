/**
 * Requests of an imported chat were made elsewhere: they are not asked for again, and what they cost
 * is in no ledger of this machine. Their ids say so, so that it holds for each of them alone,
 * wherever the chat is taken back to.
 */
const ELSEWHERE = 'elsewhere:';

export function isFromElsewhere(taskUUID: string): boolean {
  return taskUUID.startsWith(ELSEWHERE);
}

export function markedAsElsewhere(taskUUID: string): string {
  return ELSEWHERE + withoutElsewhere(taskUUID);
}

export function withoutElsewhere(taskUUID: string): string {
  return taskUUID.replace(/^(?:elsewhere:)+/, '');
}
