import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { CHAT_PARTICIPANT, COMMANDS, MODEL_VENDOR } from '../../../../src/base/ids.ts';
import { isJsonObject, type JsonObject } from '../../../../src/base/json.ts';
import { builtInPrompts } from '../../../../src/host/attachments/builtInPrompts.ts';
import { offeredTool, toolManifest } from '../../../../src/host/lm/toolManifest.ts';
import { OFFERED_TOOL_NAMES } from '../../../../src/host/lm/toolNames.ts';
import { ROOT } from '../../../support/sourceFiles.ts';

const file = path.join(ROOT, 'package.json');
const JsonObjectLike = z.custom<JsonObject>(isJsonObject);
const Manifest = z.looseObject({
  contributes: z.looseObject({
    languageModelTools: z.array(JsonObjectLike),
    languageModelChatProviders: z.array(JsonObjectLike),
    chatParticipants: z.array(
      z.looseObject({ id: z.string(), commands: z.array(z.looseObject({ name: z.string() })) }),
    ),
  }),
});

const Members = z.record(z.string(), z.unknown());

/** With UPDATE_MANIFEST=1 the tools of package.json are written anew before they are compared. */
function manifest(): z.infer<typeof Manifest>['contributes'] {
  if (process.env['UPDATE_MANIFEST'] === '1') {
    // Nothing else may change its place in the file.
    const whole = Members.parse(JSON.parse(readFileSync(file, 'utf8')));
    const contributes = Members.parse(whole['contributes']);
    contributes['languageModelTools'] = toolManifest();
    writeFileSync(file, `${JSON.stringify({ ...whole, contributes }, null, 2)}\n`);
  }
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).contributes;
}

describe('what package.json tells VS Code’s chat', () => {
  it('describes the tools as they are (UPDATE_MANIFEST=1 writes them anew)', () => {
    assert.deepEqual(manifest().languageModelTools, JSON.parse(JSON.stringify(toolManifest())));
  });

  it('offers only tools that read', () => {
    for (const name of OFFERED_TOOL_NAMES) {
      const { kind } = offeredTool(name).accept(EXAMPLES[name]);
      assert.equal(kind, 'read', name);
    }
  });

  it('names the provider and the participant by their ids, with a way to set the key', () => {
    const { languageModelChatProviders, chatParticipants } = manifest();
    assert.deepEqual(languageModelChatProviders, [
      { vendor: MODEL_VENDOR, displayName: 'Plumb', managementCommand: COMMANDS.setApiKey },
    ]);
    assert.deepEqual(
      chatParticipants.map(({ id }) => id),
      [CHAT_PARTICIPANT],
    );
  });

  it('has a prompt behind each command of the participant', () => {
    const known = new Set(builtInPrompts().map(({ name }) => name));
    const named = manifest().chatParticipants.flatMap(({ commands }) => commands);
    assert.deepEqual(
      named.map(({ name }) => name),
      ['explain', 'fix', 'tests', 'review'],
    );
    assert.ok(named.every(({ name }) => known.has(name)));
  });
});

/** The least that each tool takes. */
const EXAMPLES: Readonly<Record<(typeof OFFERED_TOOL_NAMES)[number], JsonObject>> = {
  plumb_read_file: { path: 'a.ts' },
  plumb_list_directory: {},
  plumb_find_files: { glob: '**/*.ts' },
  plumb_search_text: { pattern: 'x' },
  plumb_file_search: { query: 'x' },
  plumb_get_diagnostics: {},
  plumb_find_symbols: { query: 'x' },
  plumb_go_to_definition: { path: 'a.ts', line: 1, symbol: 'a' },
  plumb_find_references: { path: 'a.ts', line: 1, symbol: 'a' },
  plumb_call_hierarchy: { path: 'a.ts', line: 1, symbol: 'a', direction: 'incoming' },
  plumb_git_diff: {},
  plumb_git_log: {},
};
