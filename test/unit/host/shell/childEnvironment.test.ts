import assert from 'node:assert/strict';
import { childEnvironment, withheldNames } from '../../../../src/host/shell/childEnvironment.ts';

const KEY = 'rw-0123456789abcdef';

describe('childEnvironment', () => {
  it('S26 leaves out the key by its name, in any case', () => {
    const env = childEnvironment({ RUNWARE_API_KEY: KEY, runware_api_key: KEY, HOME: '/h' }, []);
    assert.equal(JSON.stringify(env).includes(KEY), false);
    assert.equal(env['HOME'], '/h');
  });

  it('S26 leaves out every variable whose value holds the stored key', () => {
    const env = childEnvironment({ AUTH: `Bearer ${KEY}`, OTHER: 'kept' }, [KEY]);
    assert.equal('AUTH' in env, false);
    assert.equal(env['OTHER'], 'kept');
  });

  it('S26 leaves out copies of a key that is only in the environment', () => {
    const env = childEnvironment({ RUNWARE_API_KEY: `${KEY}\n`, COPY: `x${KEY}` }, []);
    assert.equal('COPY' in env, false);
  });

  it('takes an empty secret for none', () => {
    assert.equal(childEnvironment({ HOME: '/h' }, ['', ' '])['HOME'], '/h');
  });

  it('S35 does not pass on what makes VS Code pose as Node, nor CI', () => {
    const env = childEnvironment({ ELECTRON_RUN_AS_NODE: '1', VSCODE_PID: '1', CI: 'true' }, []);
    assert.deepEqual(Object.keys(env).sort(), ['GIT_PAGER', 'MANPAGER', 'PAGER', 'TERM']);
  });

  it('leaves no pager waiting and draws no prompts', () => {
    const env = childEnvironment({ PAGER: 'less', TERM: 'xterm-256color' }, []);
    assert.equal(env['PAGER'], 'cat');
    assert.equal(env['GIT_PAGER'], 'cat');
    assert.equal(env['TERM'], 'dumb');
  });

  it("S35 drops what makes a shell run a file before the command, and keeps what is the user's", () => {
    const users = { PATH: '/p', LD_PRELOAD: '/l.so', GIT_DIR: '/g', PROMPT_COMMAND: 'x' };
    const env = childEnvironment({ ...users, BASH_ENV: '/b', ENV: '/e' }, []);
    assert.deepEqual(
      Object.entries(users).filter(([name, value]) => env[name] !== value),
      [],
    );
    assert.deepEqual(['BASH_ENV' in env, 'ENV' in env], [false, false]);
  });

  it("S35 gives the user's NODE_OPTIONS, not those by which VS Code debugs its host", () => {
    const options = (env: NodeJS.ProcessEnv) => childEnvironment(env, [])['NODE_OPTIONS'];
    const debugged = { NODE_OPTIONS: '--require /x/bootloader.js', VSCODE_INSPECTOR_OPTIONS: '{}' };
    assert.equal(options({ NODE_OPTIONS: '--no-warnings' }), '--no-warnings');
    assert.equal(options(debugged), undefined);
    assert.equal(options({ ...debugged, VSCODE_NODE_OPTIONS: '--no-warnings' }), '--no-warnings');
    assert.equal(options({ NODE_OPTIONS: '--a', VSCODE_NODE_OPTIONS: '' }), undefined);
  });

  it('S26 names what a terminal of VS Code itself must not be given', () => {
    const env = {
      RUNWARE_API_KEY: 'rw-environ',
      COPY: 'x rw-environ',
      AUTH: KEY,
      ENV: '/e',
      HOME: '/h',
    };
    const names = ['AUTH', 'COPY', 'ENV', 'RUNWARE_API_KEY'];
    assert.deepEqual([...withheldNames(env, [KEY])].sort(), names);
    assert.deepEqual(withheldNames({ RUNWARE_API_KEY: 'e', HOME: '/home' }, []), [
      'RUNWARE_API_KEY',
    ]);
  });
});
