import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { repositoryRoot } from './repository.ts';
import { chosenVscodeVersion } from './vscode/versions.ts';

export interface WorkbenchOptions {
  readonly browser: Browser;
  /** From `workbenchUrl()`. */
  readonly url: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const readyTimeoutMs = 60_000;
const chooseTimeoutMs = 30_000;

/** The class that each kind of theme puts on the workbench. */
const themeClasses = {
  'Light Modern': 'vs',
  'Dark Modern': 'vs-dark',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
} as const;

export type ThemeName = keyof typeof themeClasses;

/** The VS Code workbench in a browser page, with what a person does there as methods. */
export class Workbench {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
  }

  /** Opens the address in a clean profile and waits until VS Code and its extensions answer. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const context = await options.browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(page, context);
    try {
      await page.goto(options.url);
      await workbench.#ready();
    } catch (error) {
      await workbench.screenshot('failed-to-open');
      await context.close();
      throw error;
    }
    return workbench;
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: readyTimeoutMs });
    // The remote indicator names a state until the extension host is connected.
    await this.page
      .locator('.statusbar-item[id="status.host"]:not(:has-text("Opening"))')
      .waitFor({ timeout: readyTimeoutMs });
  }

  /** The text field of the quick pick or input box that is open. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** The rows of the quick pick that is open. */
  quickPicks(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
  }

  /**
   * Opens a quick pick with `key`, filters it and clicks the row whose label is exactly `label`. A
   * pick lists what is there when it opens, and extensions add commands and files late: so it is
   * opened again until the row is there.
   */
  async #choose(key: string, filter: string, label: string): Promise<void> {
    const exact = this.page.locator('.label-name').filter({ hasText: exactly(label) });
    const row = this.quickPicks().filter({ has: exact }).first();
    const deadline = Date.now() + chooseTimeoutMs;
    for (;;) {
      await this.page.keyboard.press(key);
      try {
        await this.quickInput().fill(filter, { timeout: 5_000 });
        await row.click({ timeout: 2_000 });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        // It closes by itself where something else took the keyboard, as a chat does that opens.
        if (await this.quickInput().isVisible()) await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Runs a command of the palette by its title, as `Plumb: New Chat`. */
  async runCommand(title: string): Promise<void> {
    await this.#choose('F1', `>${title}`, title);
  }

  /** Opens a file by its path in the workspace and waits for its editor. */
  async openFile(file: string): Promise<void> {
    const name = path.posix.basename(file);
    await this.#choose('ControlOrMeta+P', file, name);
    await this.page.locator('.editor-group-container .tab.active', { hasText: name }).waitFor();
    await this.editor().waitFor();
  }

  /** The text editor that is active. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
  }

  /** Shows a view container by the name of its icon in the activity bar. */
  async openView(name: string | RegExp): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name, exact: true });
    if ((await tab.getAttribute('aria-selected')) === 'true') return;
    await tab.click();
    // Where the pointer rests VS Code tells the name, over what stands in the view: not so in the
    // empty middle of the status bar.
    await this.page.locator('.part.statusbar').hover();
  }

  /** Inside Plumb's view where no chat stands in an editor tab: query it by role and name. */
  panel(extensionId = 'plumb.plumb'): FrameLocator {
    return this.page
      .frameLocator(`iframe.webview[src*="extensionId=${extensionId}"]`)
      .frameLocator('#active-frame');
  }

  /**
   * Inside Plumb's view beside a chat in an editor tab. Once the view was hidden and shown again, its
   * address no longer says that it is one, so this finds it only before.
   */
  panelBesideTab(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview[src*="extensionId=plumb.plumb"][src*="purpose=webviewView"]')
      .frameLocator('#active-frame');
  }

  /** Inside the editor tab with a chat that is in front. */
  chatTab(): FrameLocator {
    return this.page
      .frameLocator(
        'iframe.webview[src*="extensionId=plumb.plumb"]:not([src*="purpose=webviewView"])',
      )
      .frameLocator('#active-frame');
  }

  /** Waits for a notification that has this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }

  /** Chooses a colour theme and waits until it is applied. */
  async setTheme(theme: ThemeName): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput().fill(theme);
    const label = this.page.locator('.label-name').filter({ hasText: exactly(theme) });
    await this.quickPicks().filter({ has: label }).first().click();
    await this.quickInput().waitFor({ state: 'hidden' });
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  /**
   * Reloads the window by VS Code's command, and waits until it answers. The browser's own reload
   * would be a crash: VS Code then has no time to keep the state of a webview, or to end the
   * extension host, which goes on for hours and keeps the workspace's storage to itself.
   */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.#ready();
  }

  /**
   * Takes a picture of the window: into dist-test/shots, or with `docs` into docs/images, which shows
   * the latest VS Code.
   * @returns the file's path
   */
  async screenshot(name: string, folder: 'shots' | 'docs' = 'shots'): Promise<string> {
    const isForDocs = folder === 'docs' && chosenVscodeVersion() === 'latest';
    const parts = isForDocs ? ['docs', 'images'] : ['dist-test', 'shots'];
    const file = path.join(repositoryRoot, ...parts, `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
