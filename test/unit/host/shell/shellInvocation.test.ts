import assert from 'node:assert/strict';
import { treeKill } from '../../../../src/host/shell/processGroup.ts';
import { shellInvocation } from '../../../../src/host/shell/shellInvocation.ts';
import { systemProgram } from '../../../../src/host/shell/systemPrograms.ts';

describe('shellInvocation', () => {
  it('S31 hands the command over as one argument, byte for byte', () => {
    const command = `echo "a  b"; $(c) | d && e\n> f 'g' \\`;
    assert.deepEqual(shellInvocation('/bin/bash', command, 'linux'), {
      file: '/bin/bash',
      args: ['-c', command],
      verbatim: false,
    });
  });

  it("S34 takes the user's shell where it understands -c, else the system's", () => {
    const chosen = (shell: string) => shellInvocation(shell, 'true', 'linux').file;
    for (const name of ['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish']) {
      assert.equal(chosen(`/usr/local/bin/${name}`), `/usr/local/bin/${name}`);
    }
    for (const shell of ['/usr/bin/nu', '/usr/bin/pwsh', '/usr/bin/tcsh', '', 'bash']) {
      assert.equal(chosen(shell), '/bin/sh');
    }
  });

  it('S33 runs cmd.exe so that it takes what is between the outer quotes, and no AutoRun', () => {
    const command = 'echo "a" ^& %VAR:~0,1% & dir';
    assert.deepEqual(shellInvocation('C:\\Windows\\System32\\cmd.exe', command, 'win32'), {
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/s', '/c', `"${command}"`],
      verbatim: true,
    });
  });

  it('S34 gives cmd.exe no command of several lines, of which it would run the first', () => {
    for (const command of ['echo a\necho b', 'echo a\r\necho b', 'echo a\recho b']) {
      assert.throws(() => shellInvocation('', command, 'win32'), /single line/);
    }
  });

  it('S34 runs the programs of Windows by their full path, not one of the workspace', () => {
    assert.equal(systemProgram('cmd.exe', { SystemRoot: 'D:\\WIN' }), 'D:\\WIN\\System32\\cmd.exe');
    assert.equal(treeKill(7).file, 'C:\\Windows\\System32\\taskkill.exe');
    assert.equal(shellInvocation('cmd.exe', 'dir', 'win32').file, systemProgram('cmd.exe'));
    assert.equal(shellInvocation('bash.exe', 'dir', 'win32').file, systemProgram('cmd.exe'));
  });

  it('S36 ends the whole tree of a process on Windows, by force', () => {
    assert.deepEqual(treeKill(4_711).args, ['/PID', '4711', '/T', '/F']);
  });

  it('S33 S34 hands PowerShell the exact text, out of reach of any quoting', () => {
    for (const name of ['pwsh.exe', 'powershell.exe', 'PowerShell.EXE']) {
      const command = 'iex "a ""b""" \\" \' `n é😀\n$x';
      const { file, args, verbatim } = shellInvocation(`C:\\Tools\\${name}`, command, 'win32');
      assert.deepEqual([file, verbatim], [`C:\\Tools\\${name}`, false]);
      const encoded = args.at(-1) ?? '';
      assert.match(encoded, /^[A-Za-z0-9+/=]+$/);
      assert.equal(Buffer.from(encoded, 'base64').toString('utf16le'), command);
      const options = ['-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand'];
      assert.deepEqual(args.slice(0, -1), options);
    }
  });

  it('runs Git Bash on Windows where it is the shell', () => {
    const bash = shellInvocation('C:\\Git\\bin\\bash.exe', 'ls', 'win32');
    assert.deepEqual(bash.args, ['-c', 'ls']);
  });
});
