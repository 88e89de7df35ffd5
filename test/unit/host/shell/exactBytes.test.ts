import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import { runCommand } from '../../../../src/host/shell/runCommand.ts';

/** Stands where a shell is expected, and writes down what it was called with. */
const RECORDER = `#!/bin/sh
printf '%s\\0' "$#" "$@" > recorded
`;

// Windows runs no script in place of a program; shellInvocation.test.ts says what its shells get.
if (process.platform !== 'win32')
  describe('the bytes that a shell is handed', () => {
    let folder = '';

    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'plumb-bytes-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const handed = async (shell: string, command: string): Promise<readonly string[]> => {
      const file = path.join(folder, shell);
      await writeFile(file, RECORDER);
      await chmod(file, 0o755);
      await runCommand(
        {
          command,
          shell: file,
          cwd: folder,
          env: { PATH: process.env['PATH'] },
          secrets: [],
          timeoutMs: 30_000,
          onRawOutput: () => undefined,
          onOutput: () => undefined,
        },
        new AbortController().signal,
      );
      const recorded = await readFile(path.join(folder, 'recorded'));
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        .decode(recorded)
        .split('\0')
        .slice(0, -1);
    };

    for (const shell of ['bash', 'dash', 'zsh', 'fish', 'sh']) {
      it(`S23 S31 S33 S34 are those that were shown, for ${shell}`, async () => {
        const awkward = [
          'a\nb; c && d || e | f & $(g) `h` <(i) > j <<K\nl\nK\n',
          "${x@P} $'\\x41' [[ a ]] =cmd ^ %VAR:~0,1% \"a  b\" \\ \\\\ '",
          ' \t leading and trailing \r\n \ufeff\u202e\u200b\x1b]0;x\x07\u{e0041} ',
          '-c',
          '--',
          'x'.repeat(20_000),
        ];
        for (const command of awkward) {
          assert.deepEqual(await handed(shell, command), ['2', '-c', command]);
        }
      });
    }

    it('S23 are those that were shown, whatever they are', async () => {
      const unit = fc.oneof(
        fc.constantFrom(...Array.from('\n\t\r "\'\\$`;&|<>(){}[]*?!#~=%^@')),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 60 }), async units => {
          const command = units.join('').replaceAll('\0', '');
          assert.deepEqual(await handed('zsh', command), ['2', '-c', command]);
        }),
        { numRuns: 40 },
      );
    });
  });
