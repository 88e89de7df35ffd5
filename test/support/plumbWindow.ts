import { launchChromium } from './chromium.ts';
import { repositoryRoot } from './repository.ts';
import { startVscodeServer, type VscodeServer, type VscodeServerOptions } from './vscode/server.ts';
import { workbenchUrl } from './vscode/workbenchUrl.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';
import { copySampleWorkspaces } from './workspaceCopy.ts';

export interface PlumbWindowOptions extends VscodeServerOptions {
  readonly viewport?: WorkbenchOptions['viewport'];
  /** Opened in place of the sample workspace: a URI of a file system that an extension brings, or `NO_FOLDER`. */
  readonly folderUri?: string;
  /** Opened with these folders beside the sample workspace, each a copy of it and a repository. */
  readonly moreFolders?: readonly string[];
}

/** A real VS Code with Plumb as it was last built, open on a copy of the sample workspace. */
export interface PlumbWindow {
  readonly workbench: Workbench;
  readonly server: VscodeServer;
  /** The workspace's folder on disk. */
  readonly folder: string;
  /** Ends everything and removes what it left on disk. */
  close(): Promise<void>;
}

/**
 * Starts all that a test of the whole extension needs. Plumb runs as an installed extension from
 * dist/; with `extensions` (VSIX files) it is what these install.
 */
export async function openPlumbWindow(options: PlumbWindowOptions = {}): Promise<PlumbWindow> {
  const { viewport, folderUri, moreFolders = [], ...serverOptions } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let next = closers.pop(); next; next = closers.pop()) await next();
  };
  try {
    const workspace = await copySampleWorkspaces(moreFolders);
    closers.push(() => workspace.remove());
    const opened = moreFolders.length === 0 ? workspace.folder : workspace.file;
    const linked = options.extensions === undefined ? { linkedExtensions: [repositoryRoot] } : {};
    const server = await startVscodeServer({ ...linked, ...serverOptions });
    closers.push(() => server.stop());
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const url = workbenchUrl(server, { folder: folderUri ?? opened });
    const view = viewport === undefined ? {} : { viewport };
    const workbench = await Workbench.open({ browser, url, ...view });
    return { workbench, server, folder: workspace.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
