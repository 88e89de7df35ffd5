import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/base/json.ts';
import { allTools } from '../../../src/tools/registry.ts';

/** JSON as it came over the wire, where `__proto__` is a key like any other. */
function parsed(json: string): JsonObject {
  return JSON.parse(json) as JsonObject;
}

describe('the tools of the model', () => {
  it('are offered in a stable order', () => {
    assert.deepEqual(
      allTools().map(({ name }) => name),
      [
        'read_file',
        'list_directory',
        'find_files',
        'search_text',
        'apply_edit',
        'apply_patch',
        'create_file',
        'run_command',
        'delete_file',
        'move_file',
        'file_search',
        'read_command_output',
        'end_command',
        'git_diff',
        'git_log',
        'update_plan',
        'get_diagnostics',
        'find_symbols',
        'go_to_definition',
        'find_references',
        'call_hierarchy',
        'rename_symbol',
        'code_actions',
        'apply_code_action',
        'format_document',
      ],
    );
  });

  for (const tool of allTools()) {
    describe(tool.name, () => {
      const { name, description, schema } = tool;
      const properties = Object.entries(schema['properties'] ?? {});
      const wholly = (value: JsonObject | string | number): JsonObject =>
        Object.fromEntries(properties.map(([key]) => [key, value]));

      it('describes itself and every argument, of which there is at least one', () => {
        assert.match(description, /Use it/);
        assert.match(description, /Returns/);
        assert(properties.length > 0);
        for (const [key, property] of properties) {
          assert.match(JSON.stringify(property), /"description":"[^"]{10,}/, key);
        }
        assert.equal(schema['type'], 'object');
        assert.equal(schema['additionalProperties'], false);
      });

      it('S16 refuses arguments of a wrong type', () => {
        for (const value of [{}, { length: 3 }]) {
          const call = tool.accept(wholly(value));
          assert(call.kind === 'refused');
          assert.match(call.reason, new RegExp(`^The arguments of ${name} do not fit`));
        }
      });

      it('S16 refuses keys that reach for the prototype, and leaves it alone', () => {
        for (const key of ['__proto__', 'constructor', 'prototype']) {
          const call = tool.accept(parsed(`{"${key}": {"polluted": true}}`));
          assert(call.kind === 'refused');
          assert.match(call.reason, new RegExp(key));
        }
        assert.equal('polluted' in {}, false);
      });

      it('S16 refuses an argument of 10 MB, and does not repeat it', () => {
        const call = tool.accept(wholly('x'.repeat(10_000_000)));
        assert(call.kind === 'refused');
        assert(call.reason.length < 3_000);
        const strange = tool.accept(parsed(`{"${'k'.repeat(10_000_000)}": 1}`));
        assert(strange.kind === 'refused');
        assert(strange.reason.length < 3_000);
      });
    });
  }
});
