import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { createRedaction } from '../../../../src/chat/redaction.ts';
import { childEnvironment } from '../../../../src/host/shell/childEnvironment.ts';
import { runCommand } from '../../../../src/host/shell/runCommand.ts';
import { provideShells, shellName } from '../../../support/shells.ts';

const KEY = 'rw-test-0123456789abcdef';

/** Start files that export the key again, and a command by which the shell reads them. */
const SHELLS: readonly (readonly [name: string, file: string, command: string])[] = [
  ['bash', '.bash_profile', 'bash -lc env'],
  ['bash', '.bashrc', 'bash -ic env'],
  ['dash', '.profile', 'dash -lc env'],
  ['dash', '.shrc', 'ENV=$HOME/.shrc dash -ic env'],
  ['zsh', '.zshenv', 'env'],
  ['zsh', '.zshrc', 'zsh -ic env'],
  ['fish', 'fish/config.fish', 'env'],
];

// The shells of Windows read no start files as they are called: -NoProfile, /d.
if (process.platform !== 'win32')
  describe('a key that a start file of a shell exports again', () => {
    let shells: readonly string[] = [];
    let home = '';

    before(function () {
      this.timeout(300_000);
      shells = provideShells();
    });
    beforeEach(async () => {
      home = await mkdtemp(path.join(tmpdir(), 'plumb-home-'));
    });
    afterEach(() => rm(home, { recursive: true, force: true }));

    /** Runs a command and gives all that is kept or shown of it, as the chat would. */
    const run = async (shell: string, command: string, env: NodeJS.ProcessEnv = {}) => {
      let live = '';
      let raw = '';
      const seen = createRedaction(() => [KEY]);
      const stream = seen.stream(text => (live += text));
      const result = await runCommand(
        {
          command,
          shell: shells.find(file => shellName(file) === shell) ?? '',
          cwd: home,
          env: childEnvironment(
            { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, ...env },
            [KEY],
          ),
          secrets: [KEY],
          timeoutMs: 30_000,
          onRawOutput: text => (raw += text),
          onOutput: stream.push,
        },
        new AbortController().signal,
      );
      stream.end();
      return { raw, live, output: seen.text(result.output) };
    };

    for (const [shell, file, command] of SHELLS) {
      const isThere = process.platform === 'linux' || shell !== 'fish';
      if (isThere)
        it(`S26 S35 is printed by ${shell} from ${file} and replaced in all that is kept`, async () => {
          const where = path.join(home, file);
          await mkdir(path.dirname(where), { recursive: true });
          await writeFile(where, `export RUNWARE_API_KEY=${KEY} ; export OTHER=x${KEY}x\n`);
          const { raw, live, output } = await run(shell, command);
          assert.ok(raw.includes(KEY), 'the start file was not read, so this shows nothing');
          for (const text of [live, output]) {
            assert.doesNotMatch(text, /0123456789/);
            assert.match(text, /^RUNWARE_API_KEY=\[redacted\]$/m);
            assert.match(text, /^OTHER=x\[redacted\]x$/m);
          }
        });
    }

    it('S35 is not there where the environment names a file that runs before the command', async () => {
      const file = path.join(home, 'before');
      await writeFile(file, `echo ran; export RUNWARE_API_KEY=${KEY}\n`);
      for (const shell of ['bash', 'dash', 'zsh']) {
        const { raw } = await run(shell, 'env', { BASH_ENV: file, ENV: file });
        assert.doesNotMatch(raw, /^ran$|BASH_ENV|^ENV=|rw-test/m);
      }
    });

    it('S26 is replaced where the output is cut, and where it comes in halves', async () => {
      const halves = `printf '${KEY.slice(0, 9)}'; sleep 0.1; printf '${KEY.slice(9)}\\n'`;
      assert.equal((await run('bash', halves)).output, '[redacted]\n');
      const cut = `for i in $(seq 1 9000); do printf '${KEY}'; done; echo`;
      const { output } = await run('bash', cut);
      assert.match(output, /characters left out/);
      assert.doesNotMatch(output, /rw-|0123|abcdef/);
    });
  });
