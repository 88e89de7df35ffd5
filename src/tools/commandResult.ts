import * as l10n from '@vscode/l10n';
import { cutMiddle } from '../base/text.ts';
import type { TextSource } from '../base/textSource.ts';
import type { CommandReading } from './ports.ts';
import type { ToolOutput } from './tool.ts';

/** UTF-16 code units of output that a result holds. */
export const MAX_OUTPUT_CHARACTERS = 30_000;
const MAX_NAME_CHARACTERS = 60;

/** What a command printed, for a result: the middle left out of what is long. */
export function shownOutput(output: string): string {
  return output === '' ? '[It printed nothing.]' : cutMiddle(output, MAX_OUTPUT_CHARACTERS).text;
}

/** Where the text came from; nothing if nothing was printed. */
export function outputSources(command: string, output: string): TextSource[] {
  return output === '' ? [] : [{ origin: 'output', name: nameOf(command) }];
}

/** A command in one line. */
export function inOneLine(command: string): string {
  return command.replace(/\s*\n\s*/g, ' ⏎ ');
}

function nameOf(command: string): string {
  const characters = Array.from(inOneLine(command.trim()));
  return characters.length > MAX_NAME_CHARACTERS
    ? `${characters.slice(0, MAX_NAME_CHARACTERS - 1).join('')}…`
    : characters.join('');
}

/** How a command in the background stands, and what it printed since the last time. */
export function readingResult(reading: CommandReading): ToolOutput {
  const { command, output } = reading;
  const printed = output === '' ? '[Nothing new was printed.]' : shownOutput(output);
  return {
    content: `${standing(reading)} Output since the last time:\n${printed}`,
    summary: summary(reading),
    failed: reading.state === 'exit' && reading.exitCode !== 0,
    sources: outputSources(command, output),
  };
}

function standing({ handle, state, exitCode, durationMs }: CommandReading): string {
  const seconds = (durationMs / 1_000).toFixed(1);
  switch (state) {
    case 'running':
      return `${handle} has been running for ${seconds} s.`;
    case 'stop':
      return `${handle} was ended on request (the user's or end_command) after ${seconds} s.`;
    case 'timeout':
      return `${handle} was ended at its time limit, after ${seconds} s.`;
    case 'exit':
      return exitCode === undefined
        ? `${handle} was ended by a signal after ${seconds} s.`
        : `${handle} ended with exit code ${exitCode} after ${seconds} s.`;
  }
}

function summary({ handle, state, exitCode }: CommandReading): string {
  switch (state) {
    case 'running':
      return l10n.t('{0} is running', handle);
    case 'stop':
      return l10n.t('{0} was stopped', handle);
    case 'timeout':
      return l10n.t('{0} reached its time limit', handle);
    case 'exit':
      return exitCode === undefined
        ? l10n.t('{0} was ended by a signal', handle)
        : l10n.t('{0}: exit code {1}', handle, exitCode);
  }
}
