import * as vscode from 'vscode';
import { COMMANDS } from '../../base/ids.ts';
import type { Sessions } from '../../chat/sessions.ts';
import type { glanceRequests } from '../../protocol/requests/glance.ts';
import type { HostHandlers } from '../../protocol/rpc.ts';
import { createGitPort } from '../git/createGitPort.ts';
import { contextView } from '../glance/contextView.ts';
import { suggest } from '../glance/suggest.ts';
import { workspaceFacts } from '../glance/workspaceFacts.ts';

export type GlanceHandlers = Pick<HostHandlers, keyof typeof glanceRequests>;

export function createGlanceHandlers(sessions: Sessions): GlanceHandlers {
  const git = createGitPort();
  return {
    contextParts: async ({ chatId }) => {
      const { events } = await sessions.open(chatId);
      return contextView(events);
    },
    suggestions: async () => ({ suggestions: suggest(await workspaceFacts(git)) }),
    openWalkthrough: async () => {
      await vscode.commands.executeCommand(COMMANDS.openWalkthrough);
      return {};
    },
  };
}
