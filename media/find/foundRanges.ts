/** Where texts stand in what is drawn of an item, and how they are marked there. */

/** Names of the highlights of `css/find.css`. */
const ALL = 'plumb-found';
const CURRENT = 'plumb-found-current';

/** Words of ours around the text of an item. */
const NOT_ITS_TEXT = 'button, h4, .visually-hidden, .tool-name, .fold-note';

/**
 * Every place in an element that holds a text, in whatever case; any white space stands for any
 * other. A text may begin in one element and end in another, as where a word of it is bold.
 */
export function foundRanges(root: HTMLElement, text: string): Range[] {
  const wanted = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (wanted === '') return [];
  const { nodes, whole } = drawnText(root);
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

/** The text nodes of an element, and their texts joined; each letter takes the place that it has. */
function drawnText(root: HTMLElement): {
  readonly nodes: readonly { readonly node: Text; readonly start: number }[];
  readonly whole: string;
} {
  const nodes: { readonly node: Text; readonly start: number }[] = [];
  const walker = document.createTreeWalker(
    root,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    node =>
      node instanceof Text
        ? NodeFilter.FILTER_ACCEPT
        : node instanceof Element && node.matches(NOT_ITS_TEXT)
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_SKIP,
  );
  let whole = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    nodes.push({ node, start: whole.length });
    const lower = node.data.toLowerCase();
    // A letter that becomes longer in lower case would move all places behind it.
    whole += (lower.length === node.data.length ? lower : node.data).replace(/\s/g, ' ');
  }
  return { nodes, whole };
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

/** Scrolls whatever holds a place and does not show it, so that it stands in the middle. */
export function bringIntoSight(range: Range): void {
  for (let view = range.startContainer.parentElement; view !== null; view = view.parentElement) {
    const outer = view.getBoundingClientRect();
    const place = range.getBoundingClientRect();
    if (
      view.scrollHeight > view.clientHeight &&
      (place.top < outer.top || place.bottom > outer.bottom)
    ) {
      view.scrollTop += place.top - outer.top - (view.clientHeight - place.height) / 2;
    }
    if (
      view.scrollWidth > view.clientWidth &&
      (place.left < outer.left || place.right > outer.right)
    ) {
      view.scrollLeft += place.left - outer.left - (view.clientWidth - place.width) / 2;
    }
  }
}
