/**
 * Where a text in the conversation came from. Nothing but what the user typed is trusted; the kinds
 * differ in what is asked after them (`chat/policy.ts`).
 */
export const ORIGINS = [
  /** A file, a name or a problem of the workspace. */
  'workspace',
  /** A file that .gitignore, files.exclude or search.exclude leave out. */
  'ignored',
  /** A file of a package that was installed. */
  'dependency',
  /** A file outside of the workspace. */
  'outside',
  /** A file that holds keys or credentials. */
  'secret',
  /** What a command printed, or the log of a repository says. */
  'output',
  /** What a search of the web or the service's own tools brought. */
  'web',
  'mcp',
  'image',
] as const;
export type Origin = (typeof ORIGINS)[number];

export interface TextSource {
  readonly origin: Origin;
  /** For people: `node_modules/x/README.md`, `npm test`. */
  readonly name: string;
}
