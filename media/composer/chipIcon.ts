import type { Candidate } from '../../src/protocol/requests/composer.ts';
import type { IconName } from '../icons.tsx';

const ICONS: Readonly<Record<Candidate['kind'], IconName>> = {
  file: 'file',
  folder: 'folder',
  symbol: 'symbol',
  selection: 'selection',
  openEditors: 'openEditors',
  problems: 'warning',
  diff: 'diff',
  terminal: 'terminal',
  commit: 'commit',
  text: 'lines',
  prompt: 'prompt',
};

export function chipIcon(kind: Candidate['kind']): IconName {
  return ICONS[kind];
}
