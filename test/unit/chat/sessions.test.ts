import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { createSessions } from '../../../src/chat/sessions.ts';
import { endOf, worldOf } from './sessionHarness.ts';

describe('the chats of a window', () => {
  it('are listed with their titles, the one written to last first', async () => {
    const { parts } = worldOf([{ text: ['a'] }, { text: ['b'] }, { text: ['c'] }]);
    const sessions = createSessions(parts);
    const older = sessions.create();
    const newer = sessions.create();
    sessions.create();
    for (const [session, text] of [
      [older, 'Older'],
      [newer, 'Newer'],
      [older, 'More'],
    ] as const) {
      await session.send({ text });
      await session.whenIdle();
    }
    const list = await sessions.list();
    assert.deepEqual(
      list.map(({ id, title }) => [id, title]),
      [
        [older.id, 'Older'],
        [newer.id, 'Newer'],
      ],
    );
    assert.ok((list[0]?.updatedAt ?? 0) > (list[1]?.updatedAt ?? 0));
  });

  it('R48 are listed without reading more than the head of each', async () => {
    const { parts, log } = worldOf([]);
    const head = '{"type":"created","at":1,"schema":1,"id":"x"}\n{"type":"titled","title":"T"}\n';
    for (let index = 0; index < 20; index += 1) {
      log.logs.set(`chat-${index}`, head + 'x'.repeat(1_000_000));
    }
    const list = await createSessions(parts).list();
    assert.ok(list.every(({ title }) => title === 'T'));
    assert.equal(log.listedBytes, 20 * 4_096);
  });

  it('R47 are all there when one of them is damaged', async () => {
    const { parts, log } = worldOf([{ text: ['a'] }]);
    const sessions = createSessions(parts);
    const good = sessions.create();
    await good.send({ text: 'Good' });
    await good.whenIdle();
    log.logs.set('damaged', '\0\0\0\n{"type":"text","at":5,"text":"saved"}\nx');
    const list = await sessions.list();
    assert.deepEqual(
      list.map(({ id, title }) => [id, title]),
      [
        [good.id, 'Good'],
        ['damaged', 'Untitled chat'],
      ],
    );
    const damaged = await sessions.open('damaged');
    assert.equal(damaged.damagedLines, 1);
    assert.equal(damaged.events[0]?.type, 'text');
  });

  it('are one session each, however often they are opened', async () => {
    const { parts, log } = worldOf([]);
    log.logs.set('chat', '{"type":"created","at":1,"schema":1,"id":"chat"}\n');
    const sessions = createSessions(parts);
    const [first, second] = await Promise.all([sessions.open('chat'), sessions.open('chat')]);
    assert.equal(first, second);
    const created = sessions.create();
    assert.equal(await sessions.open(created.id), created);
  });

  it('R45 end what a chat has running, loaded or not, once', async () => {
    const { parts, log } = worldOf([{ text: ['a'], instead: 'hang' }]);
    const ended: string[] = [];
    const sessions = createSessions({ ...parts, endCommands: id => void ended.push(id) });
    log.logs.set('asleep', '{"type":"created","at":1,"schema":1,"id":"asleep"}\n');
    sessions.stop('asleep');
    assert.deepEqual(ended, ['asleep']);
    const running = sessions.create();
    await running.send({ text: 'Go' });
    sessions.stop(running.id);
    await running.whenIdle();
    assert.equal(endOf(running)?.reason, 'stopped');
    assert.deepEqual(ended, ['asleep', running.id]);
  });

  it('say so when one is gone, and look again the next time', async () => {
    const { parts, log } = worldOf([]);
    const sessions = createSessions(parts);
    await assert.rejects(sessions.open('gone'), PlumbError);
    log.logs.set('gone', '{"type":"created","at":1,"schema":1,"id":"gone"}\n');
    assert.equal((await sessions.open('gone')).id, 'gone');
  });
});
