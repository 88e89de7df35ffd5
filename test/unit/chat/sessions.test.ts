import assert from 'node:assert/strict';
import { PlumbError } from '../../../src/base/errors.ts';
import { createSessions } from '../../../src/chat/sessions.ts';
import { endOf, worldOf } from './sessionHarness.ts';

describe('the chats of a window', () => {
  it('are known by their logs, and only once something was said', async () => {
    const { parts } = worldOf([{ text: ['a'] }]);
    const sessions = createSessions(parts);
    const said = sessions.create();
    sessions.create();
    await said.send({ text: 'Said' });
    await said.whenIdle();
    assert.deepEqual(await createSessions(parts).ids(), [said.id]);
  });

  it('R47 are all there when one of them is damaged', async () => {
    const { parts, log } = worldOf([{ text: ['a'] }]);
    const sessions = createSessions(parts);
    const good = sessions.create();
    await good.send({ text: 'Good' });
    await good.whenIdle();
    log.logs.set('damaged', '\0\0\0\n{"type":"text","at":5,"text":"saved"}\nx');
    assert.deepEqual(await sessions.ids(), [good.id, 'damaged']);
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
