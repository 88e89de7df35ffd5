import * as l10n from '@vscode/l10n';
import { PlumbError } from '../../base/errors.ts';
import { COMMANDS } from '../../base/ids.ts';
import type { Session } from '../../chat/session.ts';
import type { Explanations } from './explanations.ts';

/** What can be done with an answer that stands in the editor; menus hand its thread over. */
export function createExplanationCommands(parts: {
  readonly explanations: Explanations;
  readonly openChat: (id: string) => Promise<void>;
}) {
  const { explanations, openChat } = parts;
  const chat = (thread: unknown): Session => {
    const session = explanations.chatOf(thread);
    if (session !== undefined) return session;
    throw new PlumbError(l10n.t('There is no explanation by Plumb in the editor.'));
  };
  return {
    [COMMANDS.continueExplanation]: async ([thread]: readonly unknown[]) => {
      const { id } = chat(thread);
      await openChat(id);
      explanations.close(thread);
    },
    [COMMANDS.stopExplanation]: ([thread]: readonly unknown[]) => {
      chat(thread).stop();
      return Promise.resolve();
    },
    [COMMANDS.closeExplanation]: ([thread]: readonly unknown[]) => {
      chat(thread);
      explanations.close(thread);
      return Promise.resolve();
    },
  };
}
