import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAllowedCommands, MOST_ALLOWED } from '../../../src/host/allowedCommands.ts';

const APP = { display: '.', uri: 'file:///w/app' };
const TESTED = { display: 'test', uri: 'file:///w/app/test' };

function memento() {
  const values = new Map<string, unknown>();
  return {
    values,
    get: <T>(key: string, fallback?: T): T | undefined =>
      values.has(key) ? (JSON.parse(JSON.stringify(values.get(key))) as T) : fallback,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

describe('allowed commands', () => {
  let state: ReturnType<typeof memento>;
  let now: { trusted: boolean; open: boolean };
  const create = () =>
    createAllowedCommands(state, {
      isTrusted: () => now.trusted,
      hasOpenEdits: () => now.open,
    });

  beforeEach(() => {
    state = memento();
    now = { trusted: true, open: false };
  });

  it('holds for the exact command in the exact directory, in the next window too', async () => {
    assert.equal(create().holds('npm test', APP), false);
    await create().add('npm test', APP);
    assert.equal(create().holds('npm test', APP), true);
    assert.equal(create().holds('npm test', TESTED), false);
  });

  it('S31 S32 S33 allows nothing that only begins, ends or looks like an allowed command', async () => {
    const allowed = create();
    await allowed.add('npm test', APP);
    const others = [
      ...['npm test; rm x', 'npm test && rm x', 'npm test || rm x', 'npm test | sh', 'npm test &'],
      ...['npm test\nrm x', 'npm test\r', 'npm test ', ' npm test', 'npm  test', 'npm\ttest'],
      ...['npm test $(rm x)', 'npm test `rm x`', 'npm test <(rm x)', 'npm test > ~/.ssh/id_rsa'],
      ...['npm test <<X\nX', 'npm test ${x@P}', "npm test $'\\x41'", 'npm test -- =ls', 'npm tes'],
      ...['env npm test', 'sudo npm test', 'xargs npm test', 'command npm test', 'A=b npm test'],
      ...['NPM TEST', 'npm t\u0435st', 'npm test\u200b', '', 'npm'],
    ];
    for (const other of others) assert.equal(allowed.holds(other, APP), false, other);
  });

  it('S32 allows no text but the one that was allowed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (command, other) => {
        state = memento();
        await create().add(command, APP);
        assert.equal(create().holds(other, APP), command === other);
      }),
    );
  });

  it('lapses while an edit of the agent is not kept, and in Restricted Mode', async () => {
    const allowed = create();
    await allowed.add('npm test', APP);
    now.open = true;
    assert.equal(allowed.holds('npm test', APP), false);
    now = { trusted: false, open: false };
    assert.equal(allowed.holds('npm test', APP), false);
    await allowed.add('make', APP);
    now.trusted = true;
    assert.equal(allowed.holds('npm test', APP), true);
    assert.equal(allowed.holds('make', APP), false);
  });

  it('forgets the oldest of more than it keeps, and keeps each once', async () => {
    const allowed = create();
    for (let each = 0; each <= MOST_ALLOWED; each += 1) await allowed.add(`make ${each}`, APP);
    await allowed.add(`make ${MOST_ALLOWED}`, APP);
    assert.equal(allowed.holds('make 0', APP), false);
    assert.equal(allowed.holds('make 1', APP), true);
    assert.equal(allowed.holds(`make ${MOST_ALLOWED}`, APP), true);
  });

  it('takes what it cannot read for nothing allowed', () => {
    for (const broken of ['npm test', [{ command: 'npm test' }], { command: 'npm test' }, null]) {
      state.values.set('plumb.allowedCommands', broken);
      assert.equal(create().holds('npm test', APP), false);
    }
  });
});
