/** Presses of buttons that show more: far more than the longest message has. */
const MOST_PRESSES = 100;

/**
 * Opens what is folded in an item until all of it is drawn, or enough: details, and long texts that
 * are shown in part.
 * @param isEnough looked at after each drawing
 */
export async function unfoldUntil(item: HTMLElement, isEnough: () => boolean): Promise<void> {
  for (let press = 0; press < MOST_PRESSES && !isEnough(); press += 1) {
    const folded = item.querySelectorAll<HTMLElement>(
      'details:not([open]) > summary, [data-unfold]',
    );
    if (folded.length === 0) return;
    for (const opener of folded) opener.click();
    await drawn();
  }
}

/** Details tell that they are open before what they hold is drawn. */
async function drawn(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
}
