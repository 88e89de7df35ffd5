import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  planRestore,
  urisOf,
  type PlannedRestoration,
  type Restoration,
} from '../../../src/edits/checkpoint.ts';
import type { RecordedChange, TextFile } from '../../../src/edits/checkpointTrace.ts';

const file = (uri: string, text: string, encoding = 'utf8'): TextFile => ({ uri, text, encoding });
const change = (before: TextFile | undefined, after: TextFile | undefined): RecordedChange => ({
  files: [{ display: (after ?? before)?.uri ?? '', before, after }],
});

function plan(
  changes: readonly RecordedChange[],
  ...now: readonly TextFile[]
): readonly PlannedRestoration[] {
  return planRestore(changes, uri => now.find(state => state.uri === uri) ?? 'missing');
}

const FIVE = 'a\nb\nc\nd\ne\n';
const EDITED = 'a\nB\nc\nd\ne\n';

describe('going back to a checkpoint', () => {
  it('sets a file back to before the first edit since', () => {
    const changes = [
      change(file('f', 'one\n'), file('f', 'two\n')),
      change(file('f', 'two\n'), file('f', 'three\n')),
    ];
    assert.deepEqual(plan(changes, file('f', 'three\n')), [
      { kind: 'restore', display: 'f', now: file('f', 'three\n'), target: file('f', 'one\n') },
    ]);
  });

  it('has nothing to do for a file that is as it was, whoever made it so', () => {
    const changes = [change(file('f', 'one\n'), file('f', 'two\n'))];
    assert.deepEqual(plan(changes, file('f', 'one\n')), []);
  });

  it('takes away what was created, brings back what was deleted, moves back what was moved', () => {
    const changes = [
      change(undefined, file('new', 'n\n')),
      change(file('old', 'o\n'), undefined),
      change(file('a', 'x\n'), file('b', 'y\n')),
    ];
    const plans = plan(changes, file('new', 'n\n'), file('b', 'y\n'));
    assert.deepEqual(
      plans.map(one => (one.kind === 'restore' ? [one.now, one.target] : one.kind)),
      [
        [file('new', 'n\n'), undefined],
        [undefined, file('old', 'o\n')],
        [file('b', 'y\n'), file('a', 'x\n')],
      ],
    );
  });

  it('follows a file through moves, a deletion and its creation anew', () => {
    const changes = [
      change(file('a', '1\n'), file('b', '2\n')),
      change(file('b', '2\n'), file('c', '3\n')),
      change(file('c', '3\n'), undefined),
      change(undefined, file('c', '4\n')),
    ];
    assert.deepEqual(plan(changes, file('c', '4\n')), [
      { kind: 'restore', display: 'c', now: file('c', '4\n'), target: file('a', '1\n') },
    ]);
    const gone = [change(undefined, file('n', '1\n')), change(file('n', '1\n'), undefined)];
    assert.deepEqual(plan(gone), []);
  });

  it('lets two files change places and back', () => {
    const swap: RecordedChange = {
      files: [
        { display: 'b', before: file('a', 'A\n'), after: file('b', 'A\n') },
        { display: 'a', before: file('b', 'B\n'), after: file('a', 'B\n') },
      ],
    };
    const plans = plan([swap], file('a', 'B\n'), file('b', 'A\n'));
    assert.deepEqual(
      plans.map(one => (one.kind === 'restore' ? one.target : one.kind)),
      [file('a', 'A\n'), file('b', 'B\n')],
    );
  });

  it('R34 asks about a file that the user changed since, and offers both together', () => {
    const mine = 'a\nB\nc\nd\nmine\ne\n';
    assert.deepEqual(plan([change(file('f', FIVE), file('f', EDITED))], file('f', mine)), [
      {
        kind: 'changed',
        display: 'f',
        now: file('f', mine),
        target: file('f', FIVE),
        merged: file('f', 'a\nb\nc\nd\nmine\ne\n'),
      },
    ]);
  });

  it('R34 offers no merge where the user changed what the agent wrote', () => {
    const [only] = plan(
      [change(file('f', FIVE), file('f', EDITED))],
      file('f', 'a\nB!\nc\nd\ne\n'),
    );
    assert.equal(only?.kind, 'changed');
    assert.equal('merged' in only ? only.merged : 'absent', undefined);
  });

  it('R34 asks too about what the user typed between two edits of the agent', () => {
    const typed = `${EDITED}typed\n`;
    const again = `A\n${typed.slice(2)}`;
    const changes = [
      change(file('f', FIVE), file('f', EDITED)),
      change(file('f', typed), file('f', again)),
    ];
    const [only] = plan(changes, file('f', again));
    assert.deepEqual(only?.kind === 'changed' ? only.merged : only, file('f', `${FIVE}typed\n`));
  });

  it('R34 asks before it deletes a created file that the user wrote in, or makes one anew', () => {
    const [written] = plan([change(undefined, file('n', 'x\n'))], file('n', 'x\nmine\n'));
    assert.equal(written?.kind, 'changed');
    const [deleted] = plan([change(file('f', 'x\n'), file('f', 'y\n'))]);
    assert.equal(deleted?.kind, 'changed');
    const [remade] = plan([change(file('f', 'x\n'), undefined)], file('f', 'mine\n'));
    assert.equal(remade?.kind, 'changed');
  });

  it('does not ask about edits of which a part was undone: nothing of the user’s is lost', () => {
    const both = 'A\nb\nc\nd\nE\n';
    const [only] = plan([change(file('f', FIVE), file('f', both))], file('f', 'a\nb\nc\nd\nE\n'));
    assert.equal(only?.kind, 'restore');
  });

  it('leaves a file alone in which only what the user changed is left', () => {
    const changes = [change(file('f', FIVE), file('f', EDITED))];
    assert.deepEqual(plan(changes, file('f', `${FIVE}mine\n`)), []);
  });

  it('R34 leaves a file alone that has come to stand where the moved one was', () => {
    const plans = plan(
      [change(file('a', 'x\n'), file('b', 'x\n'))],
      file('a', 'the user’s\n'),
      file('b', 'x\n'),
    );
    assert.deepEqual(plans, [{ kind: 'blocked', display: 'b' }]);
  });

  it('sees that a moved file was moved back by hand', () => {
    const changes = [change(file('a', 'x\n'), file('b', 'y\n'))];
    assert.deepEqual(plan(changes, file('a', 'x\n')), []);
    const [only] = plan(changes, file('a', 'y\n'));
    assert.deepEqual(only?.kind === 'restore' ? [only.now?.uri, only.target] : only, [
      'a',
      file('a', 'x\n'),
    ]);
  });

  it('keeps the encoding that the user chose since', () => {
    const changes = [change(file('f', 'ä\n', 'utf8'), file('f', 'ö\n', 'utf8'))];
    const [only] = plan(changes, file('f', 'ö\n', 'windows1252'));
    assert.deepEqual(
      only?.kind === 'restore' ? only.target : only,
      file('f', 'ä\n', 'windows1252'),
    );
  });

  it('says of a file that is no text now that it cannot be set back', () => {
    const changes = [change(file('f', 'x\n'), file('f', 'y\n'))];
    assert.deepEqual(
      planRestore(changes, () => 'unreadable'),
      [{ kind: 'blocked', display: 'f' }],
    );
  });
});

type Files = ReadonlyMap<string, string>;
interface Act {
  readonly who: 'agent' | 'user';
  readonly does: 'write' | 'create' | 'delete' | 'move';
  readonly which: number;
  readonly line: number;
}
const NAMES = ['a', 'b', 'c', 'd'];

/** Does what is possible of it; the agent's doings are recorded. */
function act(files: Map<string, string>, { who, does, which, line }: Act, n: number) {
  const name = NAMES[which % NAMES.length] ?? '';
  const text = files.get(name);
  const free = NAMES.find(other => !files.has(other));
  const before = text === undefined ? undefined : file(name, text);
  let after = before;
  if (does === 'create' && before === undefined) after = file(name, `${who} ${n}\n`);
  else if (does === 'delete') after = undefined;
  else if (does === 'move' && before !== undefined && free !== undefined)
    after = { ...before, uri: free };
  else if (does === 'write' && before !== undefined) {
    const lines = before.text.split('\n').slice(0, -1);
    lines.splice(line % (lines.length + 1), who === 'agent' ? line % 2 : 0, `${who} ${n}`);
    after = file(name, lines.map(one => `${one}\n`).join(''));
  }
  if (before !== undefined) files.delete(before.uri);
  if (after !== undefined) files.set(after.uri, after.text);
  const isChange = before?.uri !== after?.uri || before?.text !== after?.text;
  return who === 'agent' && isChange ? change(before, after) : undefined;
}

const acts = (who: fc.Arbitrary<Act['who']>) =>
  fc.array(
    fc.record({
      who,
      does: fc.constantFrom<Act['does'][]>('write', 'write', 'write', 'create', 'delete', 'move'),
      which: fc.nat({ max: 3 }),
      line: fc.nat({ max: 9 }),
    }),
    { maxLength: 10 },
  );

function played(all: readonly Act[]): {
  readonly before: Files;
  readonly now: Files;
  readonly changes: readonly RecordedChange[];
} {
  const before = new Map([
    ['a', FIVE],
    ['b', '1\n2\n3\n4\n5\n6\n7\n'],
  ]);
  const now = new Map(before);
  const changes = all.flatMap((one, n) => act(now, one, n) ?? []);
  return { before, now, changes };
}

/** Goes back as far as nobody has to be asked, and merges where that is offered. */
function restored({ now, changes }: ReturnType<typeof played>): Files {
  const after = new Map(now);
  const plans = planRestore(changes, uri => {
    const text = now.get(uri);
    return text === undefined ? 'missing' : file(uri, text);
  });
  const doing = plans.flatMap((one): Pick<Restoration, 'now' | 'target'>[] => {
    if (one.kind === 'restore') return [one];
    return one.kind === 'changed' && one.merged !== undefined
      ? [{ now: one.now, target: one.merged }]
      : [];
  });
  for (const { now: is } of doing) if (is !== undefined) after.delete(is.uri);
  for (const { target } of doing) if (target !== undefined) after.set(target.uri, target.text);
  return after;
}

describe('going back, whatever the agent and the user did', () => {
  it('gives back every file and every byte where only the agent was at work', () => {
    fc.assert(
      fc.property(acts(fc.constant('agent')), all => {
        const chat = played(all);
        assert.deepEqual(new Map([...restored(chat)].sort()), chat.before);
      }),
      { numRuns: 2_000 },
    );
  });

  it('R34 loses no line that the user wrote, and touches no file that the agent did not touch', () => {
    fc.assert(
      fc.property(acts(fc.constantFrom('agent', 'user')), all => {
        const chat = played(all);
        const after = restored(chat);
        const textOf = (files: Files): string => [...files.values()].join('');
        const mine = textOf(chat.now).match(/^user \d+$/gm) ?? [];
        for (const line of mine) assert.ok(textOf(after).includes(`${line}\n`), `${line} is lost`);
        const touched = new Set(urisOf(chat.changes));
        for (const [uri, text] of chat.now) {
          if (!touched.has(uri)) assert.equal(after.get(uri), text);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
