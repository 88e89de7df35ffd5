import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CHANGES_VIEW, CHAT_EDITOR, CHAT_VIEW, COMMANDS } from '../../src/base/ids.ts';
import { ROOT, sourceFiles } from '../support/sourceFiles.ts';

const Manifest = z.object({
  main: z.string(),
  activationEvents: z.array(z.string()),
  engines: z.object({ vscode: z.string() }),
  devDependencies: z.record(z.string(), z.string()),
  contributes: z.object({
    views: z.record(z.string(), z.array(z.object({ id: z.string(), type: z.string() }))),
    commands: z.array(
      z.object({ command: z.string(), title: z.string(), category: z.string(), icon: z.string() }),
    ),
    menus: z.record(z.string(), z.array(z.object({ command: z.string().optional() }))),
    configuration: z.array(
      z.object({
        title: z.string().startsWith('%'),
        order: z.int(),
        properties: z.record(
          z.string(),
          z.object({ scope: z.string(), order: z.int(), markdownDescription: z.string() }),
        ),
      }),
    ),
  }),
});

const text = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
const manifest = Manifest.parse(JSON.parse(text));
const strings = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'package.nls.json'), 'utf8')));

const sections = manifest.contributes.configuration;
const settings = sections.flatMap(({ properties }) => Object.entries(properties));

/** Settings that a workspace may set, because they can only tighten (invariant 5). */
const MAY_BE_SET_BY_A_WORKSPACE: readonly string[] = [];

describe('manifest', () => {
  it('contributes exactly the commands of ids.ts, each with category and icon', () => {
    assert.deepEqual(
      manifest.contributes.commands.map(({ command }) => command).sort(),
      Object.values(COMMANDS).sort(),
    );
    for (const command of manifest.contributes.commands) {
      assert.equal(command.category, 'Plumb');
      assert.match(command.icon, /^\$\([a-z-]+\)$/);
    }
  });

  it('names only known commands in menus', () => {
    const known = new Set<string>(Object.values(COMMANDS));
    const used = Object.values(manifest.contributes.menus).flatMap(items =>
      items.flatMap(({ command }) => (command === undefined ? [] : [command])),
    );
    assert.ok(used.length > 0);
    assert.deepEqual(
      used.filter(command => !known.has(command)),
      [],
    );
  });

  it('keeps every setting out of a workspace’s reach (S12, invariant 5)', () => {
    const reachable = settings
      .filter(([, { scope }]) => scope !== 'application')
      .map(([name]) => name);
    assert.deepEqual(reachable, MAY_BE_SET_BY_A_WORKSPACE);
  });

  it('has its settings in sections with titles, in the order in which they stand', () => {
    assert.ok(sections.length > 5);
    assert.equal(new Set(sections.map(({ title }) => title)).size, sections.length);
    // VS Code sorts by these numbers: sections first, then the settings of each.
    for (const orders of [
      sections.map(({ order }) => order),
      settings.map(([, { order }]) => order),
    ]) {
      assert.deepEqual(
        orders,
        orders.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(orders).size, orders.length);
    }
  });

  it('reads each setting that it contributes, and no other', () => {
    const read = sourceFiles('src/host/settings.ts')[0]?.text ?? '';
    for (const [name] of settings) {
      assert.ok(read.includes(name.replace(/^plumb\./, '')), `${name} is read nowhere`);
    }
  });

  it('activates on its view and tabs, its commands and bare onLanguage, never at start-up', () => {
    assert.deepEqual(manifest.activationEvents, ['onLanguage', `onWebviewPanel:${CHAT_EDITOR}`]);
  });

  it('has the chat in its own container, and the changes where others are reviewed', () => {
    assert.deepEqual(manifest.contributes.views, {
      plumb: [{ id: CHAT_VIEW, type: 'webview' }],
      scm: [{ id: CHANGES_VIEW, type: 'tree' }],
    });
  });

  it('has a text for every placeholder, and no text that nobody uses', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(match => match[1] ?? '').sort();
    assert.deepEqual([...new Set(used)], Object.keys(strings).sort());
  });

  it('type-checks against the VS Code that it says it needs', () => {
    assert.equal(manifest.engines.vscode, `^${String(manifest.devDependencies['@types/vscode'])}`);
  });
});
