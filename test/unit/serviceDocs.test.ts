import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ApiError } from '../../src/api/apiErrors.ts';
import type { ApiErrorGroup } from '../../src/api/errorGroups.ts';
import { retryDelayMs } from '../../src/api/retry.ts';
import { TextTask } from '../../src/api/schema.ts';
import { ROOT } from '../support/sourceFiles.ts';

const text = readFileSync(path.join(ROOT, 'docs/service.md'), 'utf8');

/** Cells of the rows of the table that begins with this heading in its first column. */
function tableOf(heading: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex(line => new RegExp(`^\\| ${heading} +\\|`).test(line));
  assert.ok(start >= 0, `there is no table of “${heading}”`);
  const length = lines.slice(start).findIndex(line => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  );
}

/** What a cell says between backticks, or all of it. */
function plain(cell: string | undefined): string {
  return /`([^`]+)`/.exec(cell ?? '')?.[1] ?? cell ?? '';
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
}
const JsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), JsonSchema).optional(),
    items: JsonSchema.optional(),
    anyOf: z.array(JsonSchema).optional(),
    oneOf: z.array(JsonSchema).optional(),
  }),
);

/** Every parameter below a schema, as `settings.maxTokens` and `tools[].name`; rows of the chat apart. */
function parametersOf(schema: JsonSchema, name = ''): string[] {
  const { properties, items, anyOf = [], oneOf = [] } = schema;
  const below = [
    ...[...anyOf, ...oneOf].flatMap(one => parametersOf(one, name)),
    ...(items === undefined ? [] : parametersOf(items, `${name}[]`)),
    ...Object.entries(properties ?? {}).flatMap(([key, value]) => {
      const full = `${name}${name && '.'}${key}`;
      if (key === 'messages') return [full];
      return parametersOf(value, full);
    }),
  ].filter(found => found !== `${name}[]`);
  return below.length > 0 ? [...new Set(below)] : [name];
}

/** `test/….test.ts` with the titles that are quoted behind it. */
function proofsIn(markdown: string): { readonly file: string; readonly titles: string[] }[] {
  const pattern = /`(test\/[\w./-]+\.test\.ts)`((?:,? “[^”]+”)*)/g;
  return Array.from(markdown.matchAll(pattern), ([, file = '', quoted = '']) => ({
    file,
    titles: Array.from(quoted.matchAll(/“([^”]+)”/g), match => match[1] ?? ''),
  }));
}

/** Titles of tests and groups in a file; whatever is put into one is written `…`. */
function titlesIn(file: string): string[] {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  return Array.from(
    source.matchAll(/\b(?:it|describe)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g),
    ([, , title = '']) => title.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '…'),
  );
}

describe('docs/service.md', () => {
  const parameters = tableOf('parameter');

  it('has a row for each parameter of the request, and for nothing else', () => {
    const schema = JsonSchema.parse(
      z.toJSONSchema(TextTask, { io: 'input', unrepresentable: 'any' }),
    );
    assert.deepEqual(parameters.map(([name]) => plain(name)).sort(), parametersOf(schema).sort());
  });

  it('says of each parameter where it is reached, its default, its limits, when it is sent', () => {
    for (const cells of parameters) {
      assert.equal(cells.length, 6, cells[0]);
      assert.ok(
        cells.every(cell => cell !== ''),
        cells[0],
      );
    }
  });

  it('proves each parameter by a test with its name', () => {
    for (const [name, , , , , proof = ''] of parameters) {
      const proofs = proofsIn(proof);
      assert.ok(proofs.length > 0, name);
      assert.ok(
        proofs.every(({ titles }) => titles.length > 0),
        name,
      );
    }
  });

  it('names tests that are there, by titles that they have', () => {
    const wrong = proofsIn(text).flatMap(({ file, titles }) => {
      if (!existsSync(path.join(ROOT, file))) return [`${file} is not there`];
      const known = new Set(titlesIn(file));
      return titles.filter(title => !known.has(title)).map(title => `${file} has no “${title}”`);
    });
    assert.deepEqual(wrong, []);
  });

  it('has no file of tests or of the repository in it that is not there', () => {
    const named = Array.from(
      text.matchAll(/`((?:test|src|docs)\/[\w./-]+)`/g),
      ([, file = '']) => file,
    );
    assert.deepEqual(
      named.filter(file => !existsSync(path.join(ROOT, file))),
      [],
    );
  });

  it('names settings that are there, with the defaults that they have', () => {
    const Manifest = z.object({
      contributes: z.object({
        configuration: z.array(
          z.object({ properties: z.record(z.string(), z.object({ default: z.unknown() })) }),
        ),
      }),
    });
    const manifest = Manifest.parse(
      JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')),
    );
    const sections = manifest.contributes.configuration;
    const properties = Object.fromEntries(
      sections.flatMap(section => Object.entries(section.properties)),
    );
    const named = Array.from(text.matchAll(/`(plumb\.[\w.]+)`/g), ([, name = '']) => name);
    assert.deepEqual(
      named.filter(name => !(name in properties)),
      [],
    );
    const listed = tableOf('setting').map(([name, value]) => [plain(name), plain(value)]);
    assert.deepEqual(
      listed,
      listed.map(([name = '']) => [name, String(properties[name]?.default) || 'empty']),
    );
    assert.deepEqual([...new Set(named)].sort(), listed.map(([name]) => name).sort());
  });

  it('has each group of errors as it is told, with its action, and whether it is sent again', () => {
    const host = 'api.runware.ai';
    const met = (group: ApiErrorGroup): ApiError => new ApiError(group, { host, said: '…' });
    const unsent = (group: ApiErrorGroup): ApiError => new ApiError(group, { host, unsent: true });
    const errors: Readonly<Record<ApiErrorGroup, readonly ApiError[]>> = {
      auth: [met('auth'), unsent('auth')],
      quota: [met('quota')],
      rateLimit: [met('rateLimit')],
      safety: [met('safety')],
      timeout: [met('timeout')],
      notFound: [met('notFound')],
      serverError: [met('serverError')],
      provider: [met('provider')],
      validation: [met('validation')],
      network: [met('network'), unsent('network')],
      certificate: [met('certificate')],
      protocol: [met('protocol')],
      textGone: [met('textGone')],
      unknown: [met('unknown')],
    };
    const told = Object.values(errors)
      .flat()
      .map(error => [
        `\`${error.group}\`${error.unsent ? ', unsent' : ''}`,
        error.message,
        error.action?.label ?? 'none',
        retryDelayMs(error, 1, 0) === undefined ? 'no' : 'yes',
      ]);
    const rows = tableOf('group').map(([group, , message, action = '', again = '']) => [
      group,
      message,
      action.replace(/;.*/, ''),
      again.replace(/[:;,].*/, ''),
    ]);
    assert.deepEqual(rows, told);
  });

  it('leads to headings that it has', () => {
    const anchors = Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = Array.from(text.matchAll(/\]\(#([^)]+)\)/g), ([, anchor = '']) => anchor);
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter(link => !anchors.includes(link)),
      [],
    );
  });
});
