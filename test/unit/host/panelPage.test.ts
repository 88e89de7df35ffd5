import assert from 'node:assert/strict';
import { panelPage } from '../../../src/host/panelPage.ts';

const parts = {
  nonce: 'n0nce',
  source: 'https://resources.example',
  styleUrl: 'https://resources.example/style.css',
  scriptUrl: 'https://resources.example/panel.js',
  language: 'en',
  translations: {},
};

describe("the panel's page", () => {
  it('S21: allows its one script, its style and font, and pictures in the page itself', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(panelPage(parts))?.[1];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://resources.example; " +
        "font-src https://resources.example; img-src data:; base-uri 'none'; form-action 'none'",
    );
  });

  it('S21: lets no text close an element or an attribute', () => {
    const hostile = '"></script><script>alert(1)</script>';
    const page = panelPage({ ...parts, language: hostile, translations: { [hostile]: hostile } });
    assert.equal(page.match(/<script/g)?.length, 2);
    assert.equal(page.match(/<\/script>/g)?.length, 2);
    assert.doesNotMatch(page, /alert\(1\)<\/script>/);
  });
});
