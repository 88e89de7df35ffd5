import { pathToFileURL } from 'node:url';

/** In place of a folder, for an empty window. */
export const NO_FOLDER = 'none';

export interface WorkbenchUrlOptions {
  /**
   * What to open: a folder's or a workspace file's path of this machine, a URI of another file system, or
   * `NO_FOLDER`.
   */
  readonly folder: string;
  /** Run this folder's extension from its sources' build, as F5 would. */
  readonly extensionDevelopmentPath?: string;
  /** The module whose `run()` VS Code calls in the extension host; it ends the host when done. */
  readonly extensionTestsPath?: string;
}

/** The address of a workbench on `server` with a folder open; for `Workbench.open` or a person. */
export function workbenchUrl(
  server: { readonly url: string; readonly port: number; readonly testDriver: boolean },
  options: WorkbenchUrlOptions,
): string {
  const remote = (file: string) =>
    `vscode-remote://127.0.0.1:${server.port}${pathToFileURL(file).pathname}`;
  const payload: [string, string][] = [];
  if (options.extensionDevelopmentPath !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  }
  if (options.extensionTestsPath !== undefined) {
    payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  }
  if (payload.length > 0 && !server.testDriver) {
    throw new Error('VS Code ignores these paths unless its server was started with testDriver');
  }
  const url = new URL(server.url);
  const { folder } = options;
  const isUri = /^[a-z]+:\//.test(folder);
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  if (folder === NO_FOLDER) url.searchParams.set('ew', 'true');
  else url.searchParams.set(kind, isUri ? folder : pathToFileURL(folder).pathname);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
