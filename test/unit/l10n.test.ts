import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import { ROOT, sourceFiles, type SourceFile } from '../support/sourceFiles.ts';

/** What `npm run l10n` writes; read as strings, for no text of ours has a comment yet. */
const bundle = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(path.join(ROOT, 'l10n/bundle.l10n.json'), 'utf8')));

/** The entry uses VS Code's own function, everything else that of @vscode/l10n. */
const TRANSLATES = ['l10n.t', 'vscode.l10n.t'];

interface TextCall {
  /** File and line. */
  readonly where: string;
  /** Undefined where the text is put together at run time, so that no tool can find it. */
  readonly text: string | undefined;
  /** How many values are handed in for `{0}`, `{1}` … */
  readonly values: number;
}

function textCalls(file: SourceFile): readonly TextCall[] {
  const found: TextCall[] = [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && TRANSLATES.includes(node.expression.getText(source))) {
      const [text] = node.arguments;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({
        where: `${file.path}:${line + 1}`,
        text: text !== undefined && ts.isStringLiteral(text) ? text.text : undefined,
        values: node.arguments.length - 1,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const calls = [...sourceFiles('src/**/*.ts'), ...sourceFiles('media/**/*.{ts,tsx}')].flatMap(
  textCalls,
);
const inCode = new Set(calls.flatMap(({ text }) => text ?? []));

describe('texts for translators', () => {
  it('are literals, so that they can be found', () => {
    assert.ok(calls.length > 100, `only ${calls.length} texts were found`);
    assert.deepEqual(
      calls.filter(({ text }) => text === undefined),
      [],
    );
  });

  it('are all in l10n/bundle.l10n.json (npm run l10n)', () => {
    assert.deepEqual(
      [...inCode].filter(text => bundle[text] !== text),
      [],
    );
  });

  it('leave that file when they leave the code (npm run l10n)', () => {
    assert.deepEqual(
      Object.keys(bundle).filter(text => !inCode.has(text)),
      [],
    );
  });

  it('have as many places as they are given values', () => {
    const wrong = calls.filter(({ text, values }) => {
      const places = new Set([...(text ?? '').matchAll(/\{(\d+)\}/g)].map(match => match[1]));
      return places.size !== values;
    });
    assert.deepEqual(wrong, []);
  });
});
