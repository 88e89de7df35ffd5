import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { tools } from '../support/runware/answers.ts';
import { openServiceWindow, type ServiceWindow } from '../support/serviceWindow.ts';
import { until } from '../support/until.ts';

const COUNT = 10;

describe('R25 an extension host that is killed while it changes files', () => {
  let window: ServiceWindow;

  before(async () => {
    window = await openServiceWindow();
    mkdirSync(path.join(window.folder, 'many'));
    for (const name of names) writeFileSync(file(name), 'before\r\n');
    await window.panel.message.waitFor();
    await window.panel.chooseMode('Edits on');
  });
  after(async () => {
    await window.close();
  });

  const names = Array.from({ length: COUNT }, (_name, n) => `many/${n}.txt`);
  const file = (name: string): string => path.join(window.folder, name);
  const texts = (): string[] => names.map(name => readFileSync(file(name), 'utf8'));
  /** Records of change sets that are open, in whatever workspace's storage. */
  const openRecords = (): string[] =>
    readdirSync(window.server.userDataDir, { recursive: true, encoding: 'utf8' }).filter(name =>
      /plumb\.plumb\/edits\/open\/[^/]+\.json$/.test(name),
    );

  it('leaves all files changed or none, once there is one again, and says so', async () => {
    const { panel, service, workbench } = window;
    const patch = names.map(name => `*** Update File: ${name}\n@@\n-before\n+after`).join('\n');
    const input = `*** Begin Patch\n${patch}\n*** End Patch`;
    service.enqueue(tools([{ name: 'apply_patch', arguments: { input } }]));
    const host = extensionHost();
    await panel.message.fill('Change them all.');
    await panel.message.press('Enter');
    await until('a change set is open', () => openRecords().length > 0);
    process.kill(host, 'SIGKILL');
    // VS Code starts another extension host by itself.
    await workbench.notification('because Plumb was ended while it made it: many/').waitFor();
    await panel.message.waitFor();
    // The name of the view would hide a part of the chat.
    await workbench.page.mouse.move(800, 20);
    await workbench.page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
    await workbench.screenshot('interrupted', 'docs');
    await until('nothing is open', () => openRecords().length === 0);
    assert.equal(new Set(texts()).size, 1, 'all files are alike');
  });

  /** The process that Plumb runs in: a child of this window's server. */
  const extensionHost = (): number => {
    const rows = execFileSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' })
      .split('\n')
      .map(row => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? []);
    const servers = rows.filter(([, , , args = '']) => args.includes(window.server.userDataDir));
    const hosts = rows.filter(
      ([, , parent, args = '']) =>
        args.includes('--type=extensionHost') && servers.some(([, pid]) => pid === parent),
    );
    assert.equal(hosts.length, 1);
    return Number(hosts[0]?.[1]);
  };
});
