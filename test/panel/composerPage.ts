import type { Locator } from 'playwright-core';
import type { Candidate, Chip } from '../../src/protocol/requests/composer.ts';
import type { OpenPanel } from './stubHost.ts';

/** A file of so many tokens, as the host makes a chip of it. */
export function fileChip(label: string, tokens?: number): Chip {
  const chip = { ref: `file:${label}`, kind: 'file', label, detail: `/work/${label}` } as const;
  return tokens === undefined ? chip : { ...chip, tokens };
}

export function selectionChip(label: string, tokens = 40): Chip {
  return { ref: `selection:${label}`, kind: 'selection', label, detail: label, tokens };
}

export function fileCandidate(label: string): Candidate {
  return { ref: `file:${label}`, kind: 'file', label, detail: 'src' };
}

/** The parts of the composer, by role and name. */
export function composerPage(panel: () => OpenPanel) {
  const { page } = { page: () => panel().page };
  const button = (name: string): Locator => page().getByRole('button', { name, exact: true });
  return {
    message: (): Locator => page().getByRole('textbox', { name: 'Message' }),
    button,
    list: (): Locator => page().getByRole('listbox', { name: 'Suggestions' }),
    chips: (): Locator => page().getByRole('list', { name: 'With this message' }),
    remove: (name: string): Locator => button(`Remove ${name}`),
    problem: (words: string): Promise<void> => page().getByRole('alert').getByText(words).waitFor(),
    /** Waits until the box holds this. */
    holds: async (text: string): Promise<void> => {
      await page().waitForFunction(
        value => document.querySelector('textarea')?.value === value,
        text,
      );
    },
    /** Puts texts and files into the page as a paste or a drop of the system does. */
    transfer: async (
      kind: 'paste' | 'drop' | 'dragover',
      texts: Readonly<Record<string, string>>,
      files: readonly { readonly name: string; readonly text: string }[] = [],
    ): Promise<void> => {
      await page()
        .getByRole('textbox', { name: 'Message' })
        .evaluate(
          (box, given) => {
            const held = new DataTransfer();
            for (const { name, text } of given.files) held.items.add(new File([text], name));
            for (const [type, text] of Object.entries(given.texts)) held.setData(type, text);
            const options = { bubbles: true, cancelable: true };
            const event =
              given.kind === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: held, ...options })
                : new DragEvent(given.kind, { dataTransfer: held, ...options });
            box.dispatchEvent(event);
          },
          { kind, texts, files },
        );
    },
    /** Pastes as a person does, so that the text box takes what nobody else does. */
    pasteText: async (text: string, keys = 'Control+V'): Promise<void> => {
      await page().evaluate(words => navigator.clipboard.writeText(words), text);
      await page().keyboard.press(keys);
    },
  };
}
