/**
 * Opens what is folded in an item: details, and long texts that are shown in part. What they hold
 * may have more of it.
 * @returns false if nothing is folded
 */
export function unfold(item: HTMLElement): boolean {
  const folded = item.querySelectorAll<HTMLElement>('details:not([open]) > summary, [data-unfold]');
  for (const opener of folded) opener.click();
  return folded.length > 0;
}

/** Resolves once that is drawn: details tell that they are open before what they hold is drawn. */
export async function unfolded(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
}
