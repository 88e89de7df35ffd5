/** Takes any amount of text and keeps its beginning and its end. */
export interface BoundedText {
  append(text: string): void;
  /** Everything, or head and tail with the number of characters left out between them. */
  text(): string;
}

/** @param limit UTF-16 code units that are kept; memory stays within a small multiple of it */
export function boundedText(limit: number): BoundedText {
  const headLimit = Math.ceil(limit / 2);
  const tailLimit = limit - headLimit;
  let head = '';
  let tail = '';
  let dropped = 0;

  const trimTail = (): void => {
    let cut = tail.length - tailLimit;
    if (cut <= 0) return;
    if (isLowSurrogate(tail.charCodeAt(cut))) cut += 1;
    tail = tail.slice(cut);
    dropped += cut;
  };

  return {
    append: text => {
      const room = headLimit - head.length;
      head += text.slice(0, room);
      tail += text.slice(room);
      // Trimming at twice the limit, not at each append, keeps the work linear.
      if (tail.length > 2 * tailLimit) trimTail();
    },
    text: () => {
      trimTail();
      if (dropped === 0) return head + tail;
      const whole = isHighSurrogate(head.charCodeAt(head.length - 1)) ? head.slice(0, -1) : head;
      const omitted = dropped + head.length - whole.length;
      return `${whole}\n[… ${omitted} characters left out …]\n${tail}`;
    },
  };
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}

function isLowSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xdc00 && codeUnit <= 0xdfff;
}
