import assert from 'node:assert/strict';
import { seal } from '../../../src/chat/proposal.ts';
import { fitting, reasonsFor } from '../../../src/chat/reasons.ts';
import { standingOf } from '../../../src/chat/standing.ts';
import type { Proposal } from '../../../src/tools/tool.ts';
import { commandProposal, editProposal } from './fakeTools.ts';
import { message, readBy, source } from './happenings.ts';

const plain = source('workspace', 'src/a.ts');
const foreign = source('dependency', 'node_modules/x/README.md');

const after = (...sources: readonly (typeof plain)[]) =>
  standingOf([message('m'), readBy('1', ...sources)]);

describe('why a person is asked', () => {
  it('names what was read, untrusted text first and each once', () => {
    const { sources } = reasonsFor(commandProposal('npm test'), after(plain, foreign, plain));
    assert.deepEqual(sources, [foreign, plain]);
  });

  it('names untrusted text of earlier messages too', () => {
    const standing = standingOf([
      message('m1'),
      readBy('1', foreign),
      message('m2'),
      readBy('2', plain),
    ]);
    assert.deepEqual(reasonsFor(commandProposal('x'), standing).sources, [foreign, plain]);
  });

  it('says how many more there are, which are the ones that matter least', () => {
    const many = Array.from({ length: 100 }, (_source, n) => source('workspace', `f${n}.ts`));
    const named = fitting([...many, foreign]);
    assert.equal(named.length, 61);
    assert.deepEqual(named[0], foreign);
    assert.match(named.at(-1)?.name ?? '', /^and 41 more$/);
  });

  it('S11 says of which levels a call is: an edit and what it touches', () => {
    const guarded = {
      path: '.vscode/tasks.json',
      uri: 'u',
      level: 'protected',
      reason: 'r',
    } as const;
    const edit: Proposal = {
      ...editProposal('x'),
      kind: 'edit',
      changes: [],
      diff: [],
      guarded: [guarded],
      warnings: ['w'],
    };
    const reasons = reasonsFor(edit, after());
    assert.deepEqual(reasons.levels, ['edit', 'protected']);
    assert.deepEqual(reasons.guarded, [
      { path: '.vscode/tasks.json', level: 'protected', reason: 'r' },
    ]);
    assert.deepEqual(reasons.warnings, ['w']);
    const read: Proposal = { kind: 'read', files: [{ ...guarded, level: 'secret' }] };
    assert.deepEqual(reasonsFor(read, after()).levels, ['secret']);
  });

  it('S23 is part of the hash: the same proposal after other text is another one', async () => {
    const hashAfter = async (...sources: readonly (typeof plain)[]): Promise<string> => {
      const proposal = commandProposal('npm test');
      return (await seal(proposal, reasonsFor(proposal, after(...sources)))).hash;
    };
    assert.equal(await hashAfter(plain), await hashAfter(plain));
    assert.notEqual(await hashAfter(plain), await hashAfter(plain, foreign));
  });

  it('S23 cannot be changed, nor the proposal, once it was sealed', async () => {
    const proposal = editProposal('x');
    const sealed = await seal(proposal, reasonsFor(proposal, after(plain)));
    assert.throws(() => Object.assign(sealed.proposal, { kind: 'command' }), TypeError);
    assert.throws(() => Object.assign(sealed.reasons.sources[0] ?? {}, { name: '' }), TypeError);
  });
});
