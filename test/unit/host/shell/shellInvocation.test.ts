import assert from 'node:assert/strict';
import { shellInvocation } from '../../../../src/host/shell/shellInvocation.ts';

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

  it('runs cmd.exe on Windows so that it takes what is between the outer quotes', () => {
    assert.deepEqual(shellInvocation('C:\\Windows\\System32\\cmd.exe', 'echo "a" & dir', 'win32'), {
      file: 'cmd.exe',
      args: ['/d', '/s', '/c', '"echo "a" & dir"'],
      verbatim: true,
    });
  });

  it('runs PowerShell and Git Bash on Windows where they are the shell', () => {
    const powershell = shellInvocation('C:\\Tools\\PowerShell\\pwsh.exe', 'ls', 'win32');
    assert.equal(powershell.file, 'C:\\Tools\\PowerShell\\pwsh.exe');
    assert.deepEqual(powershell.args.slice(-2), ['-Command', 'ls']);
    const bash = shellInvocation('C:\\Git\\bin\\bash.exe', 'ls', 'win32');
    assert.deepEqual(bash.args, ['-c', 'ls']);
  });
});
