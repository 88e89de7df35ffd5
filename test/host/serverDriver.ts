import { setTimeout as delay } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { startVscodeServer } from '../support/vscode/server.ts';
import { workbenchUrl } from '../support/vscode/workbenchUrl.ts';
import type { HostRun } from './run.ts';

/** All host tests together; one that hangs is ended by mocha long before. */
const limitMs = 10 * 60_000;
const startLimitMs = 2 * 60_000;

/** Opens the VS Code that npm carries in a browser page, whose address names the tests to run. */
export async function runInServer(run: HostRun): Promise<void> {
  const server = await startVscodeServer({
    version: run.version,
    env: run.env,
    testDriver: true,
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(
      workbenchUrl(server, {
        folder: run.workspace,
        extensionDevelopmentPath: run.extensionPath,
        extensionTestsPath: run.testsPath,
      }),
    );
    const begun = Date.now();
    while (!run.finished()) {
      const limit = run.started() ? limitMs : startLimitMs;
      if (Date.now() > begun + limit) {
        throw new Error(`No result after ${limit / 60_000} minutes:\n${server.output()}`);
      }
      await delay(100);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
