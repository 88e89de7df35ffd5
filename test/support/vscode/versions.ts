/** One VS Code that the tests run in, by the version of the npm package `code-server` that carries it. */
export interface VscodeVersion {
  readonly codeServer: string;
  readonly vscode: string;
  /** The major version of Node that this VS Code's server is built for. */
  readonly nodeMajor: number;
}

export const vscodeVersions = {
  latest: { codeServer: '4.139.1', vscode: '1.139.1', nodeMajor: 24 },
  /** The oldest VS Code that package.json promises to work in. */
  floor: { codeServer: '4.110.0', vscode: '1.110.0', nodeMajor: 22 },
} as const satisfies Record<string, VscodeVersion>;

export type VscodeVersionName = keyof typeof vscodeVersions;

/** The version that PLUMB_VSCODE_VERSION names (`latest` or `floor`); `latest` when it is not set. */
export function chosenVscodeVersion(): VscodeVersionName {
  const name = process.env['PLUMB_VSCODE_VERSION'] ?? 'latest';
  if (name === 'latest' || name === 'floor') return name;
  throw new Error(`PLUMB_VSCODE_VERSION is "${name}"; it must be "latest" or "floor"`);
}
