import assert from 'node:assert/strict';
import { announcements } from '../../../media/announcements.ts';
import type { ChatItem, PanelState } from '../../../src/protocol/viewModel.ts';
import { answersItem, summaryItem } from '../../panel/newChats.ts';
import { panelState } from '../../panel/panelStates.ts';
import { commandProposal, editProposal, toolItem, waitingChat } from '../../panel/sampleChats.ts';

const user: ChatItem = { kind: 'user', id: 'u', text: 'hi', attachments: [] };
const answer = (text: string, streaming: boolean): ChatItem => ({
  kind: 'text',
  id: 'a',
  text,
  streaming,
});
const running = { run: { state: 'running', label: '' } } as const;

/** Everything that is said on the way through these states. */
function said(...states: PanelState[]): string[] {
  return states.flatMap((state, at) => announcements(states[at - 1], state));
}

describe('what a screen reader is told', () => {
  it('R58: an answer once, when it is whole, and no token of it', () => {
    assert.deepEqual(
      said(
        panelState([], {}),
        panelState([user], running),
        panelState([user, answer('The', true)], running),
        panelState([user, answer('The **end**', true)], running),
        panelState([user, answer('The **end**', false)], {}),
        panelState([user, answer('The **end**', false)], { title: 'Named' }),
      ),
      ['Plumb answered: The end'],
    );
  });

  it('R58: the beginning of a long answer', () => {
    const [words] = said(
      panelState([user, answer('', true)], running),
      panelState([user, answer('word '.repeat(500), false)], {}),
    );
    assert.ok(words !== undefined && words.length < 400 && words.endsWith('…'));
  });

  it('an approval once, when it is asked for', () => {
    const waiting = panelState(waitingChat, running);
    const retitled = waitingChat.map(item =>
      item.kind === 'tool' && item.state === 'waiting' ? { ...item, input: 'x' } : item,
    );
    assert.deepEqual(
      said(panelState(waitingChat.slice(0, -1), running), waiting, panelState(retitled, running)),
      ['Approval needed: Change 1 file src/cart.ts'],
    );
  });

  it('an approval by what it proposes while it has no title', () => {
    const call = { id: 'c', state: 'waiting', title: '' } as const;
    const before = panelState([], running);
    assert.deepEqual(
      said(
        before,
        panelState([toolItem({ ...call, name: 'apply_patch', proposal: editProposal })]),
      ),
      ['Approval needed: Change 1 file src/cart.ts'],
    );
    assert.deepEqual(
      said(
        before,
        panelState([toolItem({ ...call, name: 'run_command', proposal: commandProposal })]),
      ),
      ['Approval needed: Run a command npm test -- --reporter dot'],
    );
  });

  it('a notice when it appears', () => {
    const notice: ChatItem = {
      kind: 'notice',
      id: 'n',
      severity: 'error',
      actions: [],
      message: 'It broke.',
    };
    assert.deepEqual(said(panelState([user]), panelState([user, notice])), ['It broke.']);
  });

  it('that the conversation was taken back, once', () => {
    const first: ChatItem = { ...user, id: 'u1' };
    const back = panelState([first]);
    assert.deepEqual(said(panelState([first, answer('a', false), user]), back, back), [
      'The conversation was taken back to before your message',
    ]);
  });

  it('several answers once, when they are there to choose from', () => {
    const choice = panelState([user, answersItem], running);
    const kept = panelState([user, { ...answersItem, kept: 0 }]);
    assert.deepEqual(said(panelState([user], running), choice, kept), ['3 answers to choose from']);
  });

  it('that the conversation was summarised', () => {
    assert.deepEqual(said(panelState([user]), panelState([user, summaryItem])), [
      'The conversation so far was summarised',
    ]);
  });

  it('nothing of what was there when the panel or another chat was opened', () => {
    const asking = panelState([toolItem({ id: 'c', state: 'waiting' })]);
    assert.deepEqual(said(asking), []);
    assert.deepEqual(said(panelState([], { chatId: 'other' }), asking), []);
  });

  it('no answer when a turn ended without one', () => {
    assert.deepEqual(
      said(
        panelState([answer('old', false), user], running),
        panelState([answer('old', false), user]),
      ),
      [],
    );
  });
});
