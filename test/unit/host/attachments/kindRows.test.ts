import assert from 'node:assert/strict';
import { kindCandidates, type KindsNow } from '../../../../src/host/attachments/kindRows.ts';

const ALL: KindsNow = {
  selection: { kind: 'selection', uri: 'file:///a', range: [0, 0, 1, 0] },
  hasFolder: true,
  openEditors: 2,
  problems: 3,
  hasRepository: true,
  lastCommand: 'npm test',
  hasTerminal: true,
};
const NOTHING: KindsNow = {
  selection: undefined,
  hasFolder: false,
  openEditors: 0,
  problems: 0,
  hasRepository: false,
  lastCommand: undefined,
  hasTerminal: false,
};

const kinds = (now: KindsNow, query: string): string[] =>
  kindCandidates(now, query).map(({ kind }) => kind);

describe('the kinds of what goes along', () => {
  it('are those that there is something of', () => {
    assert.deepEqual(kinds(ALL, ''), [
      'selection',
      'symbol',
      'folder',
      'openEditors',
      'problems',
      'diff',
      'commit',
      'terminal',
    ]);
    assert.deepEqual(kinds(NOTHING, ''), []);
    assert.deepEqual(kinds({ ...NOTHING, hasTerminal: true }, ''), ['terminal']);
  });

  it('are found by the beginning of a word of their names', () => {
    assert.deepEqual(kinds(ALL, 'prob'), ['problems']);
    assert.deepEqual(kinds(ALL, 'Diff'), ['diff']);
    assert.deepEqual(kinds(ALL, 'ed'), ['openEditors']);
    assert.deepEqual(kinds(ALL, 'rob'), []);
  });

  it('narrow where one has to be chosen', () => {
    assert.deepEqual(
      kindCandidates(ALL, '').flatMap(({ narrowsTo }) => narrowsTo ?? []),
      ['symbol:', 'folder:', 'commit:'],
    );
  });
});
