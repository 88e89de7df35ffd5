import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** A stretch of code of one colour; `style` is a class of `markdown.css`, or ''. */
export interface Run {
  readonly text: string;
  readonly style: string;
}

const languages = {
  bash,
  cpp,
  csharp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  markdown,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};

/** The first word of a scope decides; what is not here keeps the colour of the text. */
const styles: Readonly<Record<string, string>> = {
  keyword: 'code-keyword',
  'meta.keyword': 'code-keyword',
  built_in: 'code-constant',
  literal: 'code-constant',
  type: 'code-type',
  'title.class': 'code-type',
  'selector-tag': 'code-keyword',
  name: 'code-keyword',
  tag: 'code-keyword',
  number: 'code-number',
  symbol: 'code-number',
  string: 'code-string',
  regexp: 'code-string',
  'char.escape': 'code-constant',
  code: 'code-string',
  quote: 'code-comment',
  comment: 'code-comment',
  doctag: 'code-comment',
  meta: 'code-comment',
  title: 'code-function',
  section: 'code-function',
  attr: 'code-property',
  attribute: 'code-property',
  property: 'code-property',
  variable: 'code-property',
  'template-variable': 'code-property',
  'selector-class': 'code-property',
  'selector-id': 'code-property',
  bullet: 'code-keyword',
  link: 'code-string',
  strong: 'code-strong',
  emphasis: 'code-emphasis',
  addition: 'code-added',
  deletion: 'code-removed',
};

/**
 * Takes what highlight.js finds as runs of text and class; its HTML is never made.
 * A class because highlight.js makes its emitter with `new`.
 */
class RunEmitter {
  readonly runs: Run[] = [];
  readonly #scopes: string[] = [''];

  startScope(scope: string): void {
    const style = styles[scope] ?? styles[scope.split('.', 1)[0] ?? ''] ?? '';
    this.#scopes.push(style);
  }

  endScope(): void {
    this.#scopes.pop();
  }

  /** The same by its older name, which highlight.js still uses for whole modes. */
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  addText(text: string): void {
    this.#add(text, this.#scopes.at(-1) ?? '');
  }

  /** Code of another language within this one: a script in a page. */
  __addSublanguage(emitter: RunEmitter): void {
    for (const run of emitter.runs) this.#add(run.text, run.style);
  }

  toHTML(): string {
    return '';
  }

  finalize(): void {
    // Nothing is left open: `endScope` only sets the colour of what follows.
  }

  #add(text: string, style: string): void {
    if (text === '') return;
    const last = this.runs.at(-1);
    if (last?.style === style) this.runs[this.runs.length - 1] = { text: last.text + text, style };
    else this.runs.push({ text, style });
  }
}

/** @returns a function that gives the runs of some code, or undefined for an unknown language. */
export function createCodeHighlighter(): (code: string, language: string) => Run[] | undefined {
  const highlighter = hljs.newInstance();
  highlighter.configure({ __emitter: RunEmitter });
  for (const [name, language] of Object.entries(languages)) {
    highlighter.registerLanguage(name, language);
  }
  return (code, language) => {
    if (highlighter.getLanguage(language) === undefined) return undefined;
    const { _emitter: emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
    const runs = emitter instanceof RunEmitter ? emitter.runs : [];
    // A grammar that fails leaves the code cut off where it failed.
    const length = runs.reduce((sum, run) => sum + run.text.length, 0);
    return length === code.length ? runs : undefined;
  };
}
