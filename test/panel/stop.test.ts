import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../support/isAlive.ts';
import { error, text, tools, type Answer } from '../support/runware/answers.ts';
import { demoScript } from '../support/runware/demoScript.ts';
import type { RequestEnd } from '../support/runware/service.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

/** Slow enough that nothing ends by itself before it is stopped. */
const delayMs = 25;
const notice = /Nothing more happens here; the service may still finish this answer and bill it/;

describe('Stop in the real workbench (R45)', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    window.service.useScript(demoScript(delayMs));
    await window.panel.message.waitFor();
  });
  after(async () => {
    await window.close();
  });

  const endOfLastRequest = async (): Promise<RequestEnd | undefined> =>
    window.service.requests.findLast(({ body }) => JSON.stringify(body).includes('"textInference"'))
      ?.ended;
  const command = (line: string): Answer =>
    tools([{ name: 'run_command', arguments: { command: line } }]);
  /** A whole round trip: had the stopped turn anything more to say, it would have come by then. */
  const roundTrip = async (words: string): Promise<void> => {
    const { panel, service } = window;
    service.enqueue(text(`Heard: ${words}`));
    await panel.ask(words);
    await panel.log.getByText(`Heard: ${words}`, { exact: true }).waitFor();
    await panel.idle();
  };

  it('ends an answer in its text: the connection is cut, nothing is added, and it says who may bill', async () => {
    const { panel } = window;
    await panel.ask('Write a long answer.');
    await panel.log.getByRole('heading', { name: '1. Whole cents' }).waitFor();
    await panel.button('Stop').click();
    await panel.idle();
    assert.equal(await endOfLastRequest(), 'closedEarly');
    await panel.log.getByText(notice).waitFor();
    const said = await panel.log.innerText();
    assert.doesNotMatch(said, /That is the whole list/);
    // Its button goes with the next message.
    const stopped = said.replace(/\s*Continue\s*$/, '');
    assert.notEqual(stopped, said);
    await roundTrip('Are you there?');
    assert.ok((await panel.log.innerText()).startsWith(stopped));
  });

  it('ends thinking from the palette, and leaves the answer unsaid', async () => {
    const { panel, service, workbench } = window;
    const reasoning = 'Let me think about it. '.repeat(200);
    service.enqueue(text('Never said.', { reasoning, delayMs }));
    await panel.ask('Think long.');
    await panel.log.getByText('Thinking…').waitFor();
    await workbench.runCommand('Plumb: Stop');
    await panel.idle();
    assert.equal(await endOfLastRequest(), 'closedEarly');
    await roundTrip('And now?');
    assert.doesNotMatch(await panel.log.innerText(), /Never said|Thinking…/);
  });

  it('goes on by "Continue", which leaves the keyboard in the composer', async () => {
    const { panel, service, workbench } = window;
    await panel.ask('Write a long answer.');
    await panel.log.getByRole('heading', { name: '1. Whole cents' }).nth(1).waitFor();
    await workbench.page.keyboard.press('Escape');
    await panel.idle();
    assert.equal(await endOfLastRequest(), 'closedEarly');
    // The service has no more of the answer that was stopped, so it is asked to go on.
    service.enqueueFault('getResponse', error(404, 'taskNotFound'));
    service.enqueue(text('On it goes, to its end.'));
    await panel.button('Continue').last().click();
    await panel.log.getByText('On it goes, to its end.').waitFor();
    await panel.idle();
    assert.equal(await endOfLastRequest(), 'complete');
    assert.equal(await panel.message.evaluate(box => box === document.activeElement), true);
  });

  it('takes back what waits for approval: by Escape, and it is never run', async () => {
    const { panel, service, folder, workbench } = window;
    const trace = path.join(folder, 'approved.txt');
    service.enqueue(command('echo ran > approved.txt'));
    await panel.ask('Write a file.');
    await panel.button('Approve').waitFor();
    await workbench.page.keyboard.press('Escape');
    await panel.idle();
    await panel.button('Approve').waitFor({ state: 'detached' });
    const card = panel.log.getByRole('article', { name: 'run_command' }).last();
    await card.getByText('Stopped').first().waitFor();
    await roundTrip('Was anything run?');
    assert.equal(existsSync(trace), false);
  });

  it('ends a command with everything that it started, by Escape right after approving it', async () => {
    const { panel, service, workbench } = window;
    service.enqueue(command('sleep 600 & echo "started $$ and $!"; wait; echo went on > late.txt'));
    await panel.ask('Run something long.');
    await panel.button('Approve').press('Enter');
    const output = panel.log.getByText(/started \d+ and \d+/).last();
    await output.waitFor();
    const pids = [...(await output.innerText()).matchAll(/\d+/g)].map(([pid]) => Number(pid));
    assert.equal(pids.length, 2);
    assert.equal(pids.every(isAlive), true);
    await workbench.page.keyboard.press('Escape');
    await panel.idle();
    await until('the group of processes is gone', () => !pids.some(isAlive));
    await panel.log.getByText(notice).last().waitFor();
    await roundTrip('Is it gone?');
    assert.equal(existsSync(path.join(window.folder, 'late.txt')), false);
  });
});
