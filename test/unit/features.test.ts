import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../support/repository.ts';

const read = (name: string): string => readFileSync(path.join(repositoryRoot, name), 'utf8');
const document = read('docs/features.md');
const rows = document
  .split('\n')
  .filter(line => line.startsWith('|') && !/^\|\s*(?:feature|-)/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, feature = '', , palette = '', , tests = '']) => ({ feature, palette, tests }));

const Manifest = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string() })),
    keybindings: z.array(z.object({ command: z.string(), key: z.string() })),
  }),
});

describe('docs/features.md', () => {
  it('names for each feature tests that exist, with words of their titles', () => {
    assert.ok(rows.length > 40, `${rows.length} rows`);
    for (const { feature, tests } of rows) {
      const named = [...tests.matchAll(/\b(panel|host)\/(\w+)(?: "([^"]+)")?/g)];
      assert.ok(named.length > 0, `${feature}: no test`);
      for (const [, layer = '', name = '', words] of named) {
        const file = path.join('test', layer, `${name}.test.ts`);
        assert.ok(existsSync(path.join(repositoryRoot, file)), `${feature}: ${file}`);
        if (words !== undefined) assert.ok(read(file).includes(words), `${feature}: ${words}`);
      }
    }
  });

  it('names every command of the palette by its title, and no other', () => {
    const { commands } = Manifest.parse(JSON.parse(read('package.json'))).contributes;
    const texts = z.record(z.string(), z.string()).parse(JSON.parse(read('package.nls.json')));
    const titles = commands.map(({ title }) => texts[title.replaceAll('%', '')] ?? title);
    const named = rows
      .filter(({ palette }) => palette.startsWith('Plumb: '))
      .flatMap(({ palette }) => palette.replace('Plumb: ', '').split(', '));
    assert.deepEqual([...new Set(named)].sort(), [...new Set(titles)].sort());
  });

  it('names every key that Plumb binds', () => {
    const { keybindings } = Manifest.parse(JSON.parse(read('package.json'))).contributes;
    const shown = document.toLowerCase();
    for (const { key } of keybindings) assert.ok(shown.includes(`\`${key}\``), key);
  });
});
