/** Where texts stand in what is drawn of an item, and how they are marked there. */

/** Names of the highlights of `css/find.css`. */
const ALL = 'plumb-found';
const CURRENT = 'plumb-found-current';

/**
 * Every place in an element that holds a text, in whatever case. A text may begin in one element and
 * end in another, as where a word of it is bold.
 */
export function foundRanges(root: HTMLElement, text: string): Range[] {
  const wanted = text.toLowerCase();
  if (wanted === '') return [];
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let whole = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    nodes.push({ node, start: whole.length });
    const lower = node.data.toLowerCase();
    // A letter that becomes longer in lower case would move all places behind it.
    whole += lower.length === node.data.length ? lower : node.data;
  }
  const ranges: Range[] = [];
  for (let at = whole.indexOf(wanted); at !== -1; at = whole.indexOf(wanted, at + wanted.length)) {
    const first = nodes.findLast(({ start }) => start <= at);
    const last = nodes.findLast(({ start }) => start < at + wanted.length);
    if (first === undefined || last === undefined) continue;
    const range = document.createRange();
    range.setStart(first.node, at - first.start);
    range.setEnd(last.node, at + wanted.length - last.start);
    ranges.push(range);
  }
  return ranges;
}

/** Opens what is folded in an item: details, and long texts that are shown in part. */
export function unfold(item: HTMLElement): void {
  for (const details of item.querySelectorAll('details:not([open])')) {
    details.setAttribute('open', '');
  }
}

/** Marks places without changing the document; none takes all marks away. */
export function mark(ranges: readonly Range[], current?: Range): void {
  if (ranges.length === 0) {
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(CURRENT);
    return;
  }
  CSS.highlights.set(ALL, new Highlight(...ranges));
  if (current === undefined) return;
  const highlight = new Highlight(current);
  highlight.priority = 1;
  CSS.highlights.set(CURRENT, highlight);
}
