import assert from 'node:assert/strict';
import { childEnvironment } from '../../../../src/host/shell/childEnvironment.ts';

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
});
