// `npm start`: builds Plumb and opens it in a real VS Code on a copy of the sample workspace. Without
// RUNWARE_API_KEY it talks to the local demo service. Ends, with all that it started, on Ctrl+C.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../test/support/repository.ts';
import { endOnSignals } from '../test/support/vscode/processGroup.ts';
import { startVscodeServer } from '../test/support/vscode/server.ts';
import { workbenchUrl } from '../test/support/vscode/workbenchUrl.ts';
import { fillWithSample } from '../test/support/workspaceCopy.ts';
import { desktopCode, startDesktop } from './desktop.ts';

/** What VS Code is started with: where Plumb finds its service. */
export interface StartService {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly description: string;
  stop(): Promise<void>;
}

const pagePort = Number(process.env['PLUMB_PORT'] ?? 8123);
const dataFolder = path.join(repositoryRoot, '.vscode-test', 'start-data');
const workspace = path.join(repositoryRoot, '.vscode-test', 'sample-workspace');

async function chooseService(): Promise<StartService> {
  const key = process.env['RUNWARE_API_KEY'];
  // `undefined` takes the demo's settings of an earlier start away again.
  const settings = { 'plumb.api.baseUrl': undefined, 'plumb.api.name': undefined };
  if (key !== undefined && key !== '') {
    const description = 'the Runware service, with RUNWARE_API_KEY';
    return { settings, key, description, stop: () => Promise.resolve() };
  }
  const { startDemoService } = await import('../test/support/runware/startService.ts');
  const demo = await startDemoService();
  const name = 'Local demo service: scripted, no AI';
  return {
    settings: { 'plumb.api.baseUrl': `${demo.url}/v1`, 'plumb.api.name': name },
    key: demo.key,
    description: `a local demo service that plays a script (no AI), for RUNWARE_API_KEY is not set`,
    stop: () => demo.stop(),
  };
}

const stops: (() => Promise<void>)[] = [];
let stopping = false;

async function stopAll(): Promise<never> {
  if (!stopping) {
    stopping = true;
    console.log('\nStopping');
    for (const stop of stops.reverse()) await stop().catch(console.error);
    process.exit(0);
  }
  return new Promise(() => undefined);
}

endOnSignals(() => void stopAll());

console.log('Building Plumb');
const built = spawnSync(process.execPath, ['esbuild.js'], {
  cwd: repositoryRoot,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

await fillWithSample(workspace);
const service = await chooseService();
stops.push(() => service.stop());
const env = { RUNWARE_API_KEY: service.key };
const code = process.env['PLUMB_VSCODE'] === 'server' ? undefined : desktopCode();

if (code === undefined) {
  console.log('Starting VS Code');
  const server = await startVscodeServer({
    version: 'latest',
    dataFolder,
    port: pagePort,
    settings: service.settings,
    env,
    linkedExtensions: [repositoryRoot],
  });
  stops.push(() => server.stop());
  console.log(`\nPlumb talks to ${service.description}.`);
  console.log(`Open ${workbenchUrl(server, { folder: workspace })}`);
} else {
  await startDesktop(code, { settings: service.settings, env, workspace });
  console.log(`\nPlumb talks to ${service.description}.`);
  console.log('A VS Code window has opened.');
}
console.log('Then click the Plumb icon in the activity bar. To stop: Ctrl+C here.');

// Keeps the process alive where nothing listens (the desktop window is a process of its own).
setInterval(() => undefined, 60_000);
