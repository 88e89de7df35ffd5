import assert from 'node:assert/strict';
import { readTerminalChip } from '../../../../src/host/attachments/otherChips.ts';
import type { Reading } from '../../../../src/host/attachments/reading.ts';
import type { SeenCommand } from '../../../../src/host/attachments/terminalWatch.ts';

describe('a command of a terminal that goes along', () => {
  async function told(seen: Partial<SeenCommand>): Promise<string> {
    const command: SeenCommand = {
      id: 'c1',
      command: 'sh greet.sh',
      name: 'bash',
      output: () => '',
      isHeard: () => true,
      whole: () => Promise.resolve(),
      isRunning: false,
      exitCode: 127,
      ...seen,
    };
    const reading: Pick<Reading, 'terminals'> = {
      terminals: {
        find: id => (id === command.id ? command : undefined),
        last: () => command,
        lastOf: () => command,
        dispose: () => undefined,
      },
    };
    return (await readTerminalChip({ kind: 'terminal', run: 'c1' }, reading)).attachment.text;
  }

  it('brings what it printed, and how it ended', async () => {
    const text = await told({ output: () => 'ehco: not found\n' });
    assert.equal(text, '$ sh greet.sh\nehco: not found\n[It ended with exit code 127.]');
  });

  it('says that its output was lost, and not that it printed nothing', async () => {
    assert.equal(await told({}), '$ sh greet.sh\n\n[It ended with exit code 127.]');
    assert.match(await told({ isHeard: () => false }), /did not tell what it printed/);
    const running = await told({ isHeard: () => false, isRunning: true });
    assert.doesNotMatch(running, /did not tell/);
  });
});
