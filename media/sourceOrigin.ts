import * as l10n from '@vscode/l10n';
import { unreachable } from '../src/base/errors.ts';
import type { Origin } from '../src/base/textSource.ts';

/** Where a text came from, in a word. */
export function originName(origin: Origin): string {
  switch (origin) {
    case 'workspace':
      return l10n.t('workspace');
    case 'ignored':
      return l10n.t('ignored file');
    case 'dependency':
      return l10n.t('dependency');
    case 'outside':
      return l10n.t('outside the workspace');
    case 'secret':
      return l10n.t('secret');
    case 'output':
      return l10n.t('command output');
    case 'web':
      return l10n.t('web');
    case 'mcp':
      return l10n.t('MCP server');
    case 'image':
      return l10n.t('image');
    default:
      return unreachable(origin);
  }
}

/** Whether others than the people of this project wrote it; as the policy has it (src/chat/policy.ts). */
export function isForeign(origin: Origin): boolean {
  switch (origin) {
    case 'ignored':
    case 'dependency':
    case 'outside':
    case 'output':
    case 'web':
    case 'mcp':
      return true;
    case 'workspace':
    case 'secret':
    case 'image':
      return false;
    default:
      return unreachable(origin);
  }
}
