import assert from 'node:assert/strict';
import {
  instructionPlaces,
  isInstructionFile,
} from '../../../../src/host/instructions/instructionPlaces.ts';

const ONE = [{ name: 'app', uri: 'file:///w/app' }];
const TWO = [...ONE, { name: 'lib', uri: 'file:///w/lib' }];

describe('where instructions stand', () => {
  it('is the root of the folder, and CLAUDE.md if the user says so', () => {
    assert.deepEqual(instructionPlaces(ONE, [], false), [
      'AGENTS.md',
      '.github/copilot-instructions.md',
    ]);
    assert.deepEqual(instructionPlaces(ONE, ['a.ts'], true), [
      'AGENTS.md',
      'CLAUDE.md',
      '.github/copilot-instructions.md',
    ]);
  });

  it('is beside and above what the model works on, nearest first', () => {
    assert.deepEqual(instructionPlaces(ONE, ['src/a.ts', 'src/chat/view/b.ts'], false), [
      'src/chat/view/AGENTS.md',
      'src/chat/AGENTS.md',
      'src/AGENTS.md',
      'AGENTS.md',
      '.github/copilot-instructions.md',
    ]);
  });

  it('S10 is told by the folder in a workspace of several', () => {
    assert.deepEqual(instructionPlaces(TWO, ['lib/src/a.ts', 'other/src/a.ts'], false), [
      'lib/src/AGENTS.md',
      'app/AGENTS.md',
      'app/.github/copilot-instructions.md',
      'lib/AGENTS.md',
      'lib/.github/copilot-instructions.md',
    ]);
  });

  it('S01 is never in what was installed, nor where a name only looks like a path', () => {
    const touched = ['node_modules/x/a.js', '../up/a.ts', '/etc/x', '.git/hooks/a', 'a//b'];
    assert.deepEqual(instructionPlaces(ONE, touched, false), instructionPlaces(ONE, [], false));
  });

  it('is in few directories, however many files were read', () => {
    const touched = Array.from({ length: 5_000 }, (_file, n) => `d${n}/a.ts`);
    const places = instructionPlaces(ONE, touched, false);
    assert.equal(places.length, 42);
    assert.equal(places[0], 'd0/AGENTS.md');
  });

  it('S03 is told by the name of what a link leads to', () => {
    assert.ok(isInstructionFile('AGENTS.md'));
    assert.ok(isInstructionFile('src/CLAUDE.md'));
    assert.ok(isInstructionFile('app/.github/copilot-instructions.md'));
    assert.ok(!isInstructionFile('.env'));
    assert.ok(!isInstructionFile('copilot-instructions.md'));
  });
});
