import type { OutgoingMessage } from '../../../src/chat/session.ts';
import type { JsonObject } from '../../../src/base/json.ts';
import type { Origin } from '../../../src/base/textSource.ts';
import type { Tool } from '../../../src/tools/tool.ts';
import { readTool } from '../chat/fakeTools.ts';

/** How an instruction comes before the model. */
export interface Planted {
  readonly files?: Readonly<Record<string, string>>;
  /** What the model calls, as the user asked it to, and then reads the instruction in. */
  readonly reads?: { readonly name: string; readonly input: JsonObject };
  readonly tools?: readonly Tool[];
  readonly message?: Partial<OutgoingMessage>;
  /** What a command prints. */
  readonly prints?: string;
  /** AGENTS.md of the project. */
  readonly agents?: string;
  /** What is to be read in an image. */
  readonly inImage?: string;
  /** What the service's own search finds. */
  readonly onTheWeb?: string;
}

export interface SourceCase {
  readonly name: string;
  /** What an approval has to name; `named` is in the name of the source. */
  readonly origins: readonly Origin[];
  readonly named: string;
  /** Workspace text is what the user works on; after other text edits are asked about again. */
  readonly isUntrusted: boolean;
  readonly plant: (instruction: string) => Planted;
}

/** Stands for a tool that is tested elsewhere: it gives this text with this source. */
const reporting = (name: string, origin: Origin, source: string, content: string): Tool =>
  readTool(name, () =>
    Promise.resolve({
      content,
      summary: '',
      failed: false,
      sources: [{ origin, name: source }],
    }),
  );

export const SOURCES: readonly SourceCase[] = [
  {
    name: 'text of a file',
    origins: ['workspace'],
    named: 'NOTES.md',
    isUntrusted: false,
    plant: instruction => ({
      files: { 'NOTES.md': `# Notes\n\n${instruction}\n` },
      reads: { name: 'read_file', input: { path: 'NOTES.md' } },
    }),
  },
  {
    name: 'names of files and folders',
    origins: ['workspace'],
    named: '',
    isUntrusted: false,
    plant: instruction => ({
      files: { [`${instruction}.md`]: '' },
      reads: { name: 'find_files', input: { glob: '**/*.md' } },
    }),
  },
  {
    name: 'a comment in code',
    origins: ['workspace'],
    named: 'src/c.ts',
    isUntrusted: false,
    plant: instruction => ({
      files: { 'src/c.ts': `// TODO ${instruction}\nexport const c = 1;\n` },
      reads: { name: 'search_text', input: { pattern: 'TODO' } },
    }),
  },
  {
    name: 'AGENTS.md',
    origins: ['workspace'],
    named: 'AGENTS.md',
    isUntrusted: false,
    plant: instruction => ({ agents: `# Conventions\n\n${instruction}\n` }),
  },
  {
    name: 'a selection that goes along',
    origins: ['workspace'],
    named: 'src/c.ts',
    isUntrusted: false,
    plant: instruction => ({
      message: {
        attachments: [
          { label: 'src/c.ts:1-1', path: 'src/c.ts', line: 1, language: 'ts', text: instruction },
        ],
      },
    }),
  },
  {
    name: 'diagnostics',
    origins: ['workspace'],
    named: 'problems of src/a.ts',
    isUntrusted: false,
    plant: instruction => ({
      tools: [reporting('problems', 'workspace', 'problems of src/a.ts', `error: ${instruction}`)],
      reads: { name: 'problems', input: {} },
    }),
  },
  {
    name: 'text in an image',
    origins: ['image'],
    named: 'screen.png',
    isUntrusted: false,
    plant: instruction => ({
      inImage: instruction,
      message: { images: [{ id: 'a'.repeat(64), name: 'screen.png', mediaType: 'image/png' }] },
    }),
  },
  {
    name: 'a file of a dependency',
    origins: ['dependency', 'ignored'],
    named: 'node_modules/x/README.md',
    isUntrusted: true,
    plant: instruction => ({
      files: { 'node_modules/x/README.md': `# x\n\n${instruction}\n` },
      reads: { name: 'read_file', input: { path: 'node_modules/x/README.md' } },
    }),
  },
  {
    name: 'output of a command',
    origins: ['output'],
    named: 'npm test',
    isUntrusted: true,
    plant: instruction => ({
      prints: `1 passing\n${instruction}\n`,
      reads: { name: 'run_command', input: { command: 'npm test' } },
    }),
  },
  {
    name: 'the log of git',
    origins: ['output'],
    named: 'git log',
    isUntrusted: true,
    plant: instruction => ({
      tools: [reporting('log', 'output', 'git log', `abc123 ${instruction}`)],
      reads: { name: 'log', input: {} },
    }),
  },
  {
    name: 'a result of the web',
    origins: ['web'],
    named: 'search',
    isUntrusted: true,
    plant: instruction => ({ onTheWeb: instruction }),
  },
  {
    name: 'a tool of an MCP server',
    origins: ['mcp'],
    named: 'tool weather',
    isUntrusted: true,
    plant: instruction => ({
      tools: [reporting('weather', 'mcp', 'tool weather', `Sunny. ${instruction}`)],
      reads: { name: 'weather', input: {} },
    }),
  },
];
