import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Plumb's view as its user sees it: what is in it is found by role and name. */
export interface ChatPanel {
  readonly frame: FrameLocator;
  readonly log: Locator;
  readonly message: Locator;
  button(name: string): Locator;
  /** Chooses the mode by its name: `Edits on`. */
  chooseMode(name: string): Promise<void>;
  /** Types a message and sends it with Enter; resolves once it stands in the conversation. */
  ask(text: string): Promise<void>;
  /** Resolves once no turn runs. */
  idle(): Promise<void>;
}

export function chatPanel(workbench: Workbench): ChatPanel {
  return chatIn(workbench.panel());
}

export function chatIn(frame: FrameLocator): ChatPanel {
  const log = frame.getByRole('log', { name: 'Conversation' });
  const message = frame.getByRole('textbox', { name: 'Message' });
  const button = (name: string): Locator => frame.getByRole('button', { name, exact: true });
  return {
    frame,
    log,
    message,
    button,
    chooseMode: async name => {
      const mode = frame.getByRole('combobox', { name: 'Mode', exact: true });
      await mode.selectOption({ label: name });
    },
    ask: async text => {
      const sent = log.getByText(text, { exact: true });
      const before = await sent.count();
      await message.fill(text);
      await message.press('Enter');
      await sent.nth(before).waitFor();
    },
    idle: () => button('Send').waitFor(),
  };
}
