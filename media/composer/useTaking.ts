import type { Candidate } from '../../src/protocol/requests/composer.ts';
import { usePanel } from '../panelContext.ts';
import type { Mention } from './mention.ts';
import type { MessageBox } from './messageBox.ts';
import type { Chips } from './useChips.ts';

/** Does what a candidate stands for. Until that is done its mention stays in the text. */
export function useTaking(
  box: MessageBox,
  chips: Chips,
): (candidate: Candidate, mention: Mention) => void {
  const { ask } = usePanel();

  const take = async ({ ref, kind }: Candidate, mention: Mention): Promise<void> => {
    const written = `${mention.trigger}${mention.query}`;
    if (kind === 'prompt') {
      const prompt = await ask('expandPrompt', { ref });
      if (prompt === undefined) return;
      box.whenSettled(() => void box.replace(mention.from, written, prompt.text));
      return;
    }
    const made = ask('attach', { ref }).then(answer => answer && [answer.chip]);
    if ((await chips.addWhenMade(made)) === true) {
      box.whenSettled(() => box.cut(mention.from, written));
    }
  };
  return (candidate, mention) => void take(candidate, mention);
}
