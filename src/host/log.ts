import * as vscode from 'vscode';
import { describeError } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';

export interface LogChannel extends Logger {
  show(): void;
  dispose(): void;
}

/** The "Plumb" output channel. `replaceSecrets` runs over every line before it is written. */
export function createLog(replaceSecrets: (text: string) => string): LogChannel {
  const channel = vscode.window.createOutputChannel('Plumb', { log: true });
  return {
    debug: message => {
      channel.debug(replaceSecrets(message));
    },
    info: message => {
      channel.info(replaceSecrets(message));
    },
    warn: message => {
      channel.warn(replaceSecrets(message));
    },
    error: (message, error) => {
      channel.error(replaceSecrets(error === undefined ? message : `${message}: ${causes(error)}`));
    },
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}

function causes(error: unknown): string {
  const lines: string[] = [];
  for (let at = error; at !== undefined && lines.length < 5;) {
    lines.push(at instanceof Error ? (at.stack ?? at.message) : describeError(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return lines.join('\n  caused by ');
}
