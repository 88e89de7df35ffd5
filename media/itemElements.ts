/** Finds items in the drawn conversation, where each is an element with its id. */

const MARKED = '[data-item]';

export function itemElement(content: HTMLElement, id: string): HTMLElement | undefined {
  return content.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? undefined;
}

/** The first and the last item that are in sight; undefined if none is. */
export function itemsInSight(
  scroller: HTMLElement,
  content: HTMLElement,
): { readonly first: HTMLElement; readonly last: HTMLElement } | undefined {
  const { top, bottom } = scroller.getBoundingClientRect();
  // By turns first: to measure within one that is skipped would lay it out.
  const turns = Array.from(content.querySelectorAll<HTMLElement>(':scope > .turn'));
  const firstTurn = turns[countWhile(turns, turn => turn.getBoundingClientRect().bottom <= top)];
  const lastTurn = turns[countWhile(turns, turn => turn.getBoundingClientRect().top < bottom) - 1];
  if (firstTurn === undefined || lastTurn === undefined) return undefined;
  if (firstTurn.getBoundingClientRect().top >= bottom) return undefined;
  if (lastTurn.getBoundingClientRect().bottom <= top) return undefined;
  const first = lastAbove(firstTurn, top + 1);
  const last = lastAbove(lastTurn, bottom);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** The last item of the turn that begins above a line; the first if all begin below it. */
function lastAbove(turn: HTMLElement, line: number): HTMLElement | undefined {
  const items = Array.from(turn.querySelectorAll<HTMLElement>(MARKED));
  const count = countWhile(items, item => item.getBoundingClientRect().top < line);
  return items[Math.max(0, count - 1)];
}

/** How many elements from the first on are so, where none is so behind one that is not. */
function countWhile(
  elements: readonly HTMLElement[],
  isSo: (element: HTMLElement) => boolean,
): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = elements[middle];
    if (element !== undefined && isSo(element)) low = middle + 1;
    else high = middle;
  }
  return low;
}
