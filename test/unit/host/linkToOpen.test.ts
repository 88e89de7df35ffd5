import assert from 'node:assert/strict';
import { linkToOpen } from '../../../src/host/linkToOpen.ts';

describe('a link that is to be opened', () => {
  it('S19: is shown whole, as a browser resolves it', () => {
    const { address, shown, host } = linkToOpen('HTTPS://user:secret@evil.example/a?data=1#x');
    assert.equal(address, 'https://user:secret@evil.example/a?data=1#x');
    assert.equal(shown, address);
    assert.equal(host, 'evil.example');
  });

  it('S18: hides nothing and imitates no host', () => {
    assert.equal(linkToOpen('https://pаypal.com/').host, 'xn--pypal-4ve.com');
    const { shown } = linkToOpen('https://a.example/\u202egnp.\u200b?q=\u{e0041}');
    assert.match(shown, /^[\x21-\x7e]+$/);
    assert.match(shown, /%E2%80%AE/);
  });

  it('S20: is of the web, or is not opened', () => {
    for (const href of [
      'command:workbench.action.quit',
      'vscode://file/etc/passwd',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'src/a.ts',
      '//evil.example',
      '',
    ]) {
      assert.throws(() => linkToOpen(href), /addresses of the web only/, href);
    }
  });

  it('is not opened if it is too long to be shown whole', () => {
    assert.throws(() => linkToOpen(`https://a.example/?${'x'.repeat(2_000)}`), /too long/);
  });
});
