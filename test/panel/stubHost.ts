import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Emitter } from '../../src/base/emitter.ts';
import { nullLogger } from '../../src/base/logger.ts';
import { panelPage } from '../../src/host/panelPage.ts';
import type { EventBody, EventName, RequestName } from '../../src/protocol/messages.ts';
import type { Patch } from '../../src/protocol/patch.ts';
import { createHostRpc, type HostHandlers } from '../../src/protocol/rpc.ts';
import type { PanelState } from '../../src/protocol/viewModel.ts';
import { launchChromium } from '../support/chromium.ts';
import { repositoryRoot } from '../support/repository.ts';
import { handlersDoingNothing, panelState } from './panelStates.ts';
// What VS Code 1.139 gives to a webview in each of its default themes, of what our CSS uses.
import themes from './themes.json' with { type: 'json' };

declare global {
  interface Window {
    /** Bound by `exposeBinding`. */
    toHost(message: unknown): void;
  }
}

export type Theme = keyof typeof themes;
export const themeNames: readonly Theme[] = [
  'dark',
  'light',
  'highContrastDark',
  'highContrastLight',
];
export const themeVariables: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  dark: themes.dark.variables,
  light: themes.light.variables,
  highContrastDark: themes.highContrastDark.variables,
  highContrastLight: themes.highContrastLight.variables,
};

export interface PanelOptions {
  readonly state?: PanelState;
  readonly handlers?: Partial<HostHandlers>;
  readonly theme?: Theme;
  /** CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** The language of VS Code. */
  readonly language?: string;
  /** A bundle as VS Code gives it. */
  readonly l10n?: Readonly<Record<string, string>>;
  /** What an earlier page had saved by `setState`. */
  readonly saved?: unknown;
  readonly forcedColors?: 'active' | 'none';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** The built panel in a page, with a host that a test plays. */
export interface OpenPanel {
  readonly page: Page;
  /** Every request of the panel, in order. */
  readonly requests: readonly { readonly name: RequestName; readonly params: unknown }[];
  /** Everything that the page asked of the network beside its own files. */
  readonly foreignRequests: readonly string[];
  /** The params of every request of this name, once the page has caught up. */
  asked(name: RequestName): Promise<unknown[]>;
  /** Errors, violations of the policy, and dialogs. */
  readonly problems: readonly string[];
  /** Sends patches as one message, numbered as the host does, and waits until they are drawn. */
  patch(...patches: Patch[]): Promise<void>;
  send<Name extends EventName>(name: Name, body: EventBody<Name>): Promise<void>;
  /** Posts whatever this is, as a forged message would be. */
  post(message: unknown): Promise<void>;
  /** What the page last saved by `setState`. */
  saved(): Promise<unknown>;
  /** A picture into dist-test/shots. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser and a server of the panel's files; one for each test file. */
export interface PanelBench {
  open(options?: PanelOptions): Promise<OpenPanel>;
  /** Address of the server; it answers to nothing but the panel's own files. */
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

const built = path.join(repositoryRoot, 'dist', 'panel');

export async function startPanelBench(): Promise<PanelBench> {
  if (!existsSync(path.join(built, 'panel.js'))) {
    throw new Error('dist/panel is not built: run "node esbuild.js --production" first');
  }
  const server = await servePanel();
  const browser = await launchChromium();
  return {
    url: server.url,
    browser,
    open: async (options = {}) => openPanel(browser, server.url, options),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A bench for the suite that calls this; panels that a test opened are closed after it. */
export function benchForSuite(): Omit<PanelBench, 'close'> {
  let started: PanelBench | undefined;
  let opened: OpenPanel[] = [];
  const bench = (): PanelBench => {
    if (started === undefined) throw new Error('The bench starts before the first test');
    return started;
  };
  before(async () => {
    started = await startPanelBench();
  });
  afterEach(async () => {
    const left = opened;
    opened = [];
    for (const panel of left) await panel.close();
  });
  after(() => bench().close());
  return {
    get url() {
      return bench().url;
    },
    get browser() {
      return bench().browser;
    },
    open: async options => {
      const panel = await bench().open(options);
      opened.push(panel);
      return panel;
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.map': 'application/json',
};

async function servePanel(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    const type = types[path.extname(name)];
    if (request.url === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(pageHtml);
      return;
    }
    if (type === undefined) {
      response.writeHead(name === 'favicon.ico' ? 204 : 404).end();
      return;
    }
    readFile(path.join(built, name)).then(
      content => response.setHeader('content-type', type).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The real page with its real policy, with the server in the place of VS Code's resources. */
const pageHtml = panelPage({
  nonce: 'c0ffee',
  source: "'self'",
  styleUrl: 'style.css',
  scriptUrl: 'panel.js',
  language: 'en',
  translations: {},
});

async function openPanel(browser: Browser, url: string, options: PanelOptions): Promise<OpenPanel> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 400, height: options.height ?? 700 },
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-US',
    forcedColors: options.forcedColors ?? 'none',
    reducedMotion: options.reducedMotion ?? 'reduce',
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const foreignRequests: string[] = [];
  watch(page, url, problems, foreignRequests);

  const received = new Emitter<unknown>();
  await page.exposeBinding('toHost', (_source, message: unknown) => {
    received.fire(message);
  });
  const post = async (message: unknown): Promise<void> => {
    await page.evaluate(data => window.postMessage(data, window.origin), message);
  };
  const requests: { name: RequestName; params: unknown }[] = [];
  const rpc = createHostRpc(
    {
      post: message => {
        // A page that has gone misses what is sent to it, as a webview does.
        void post(message).catch(() => undefined);
      },
      onMessage: received.event,
    },
    recording(handlersOf(options), requests),
    nullLogger,
  );
  await installVsCode(page, options);
  await page.goto(url);
  try {
    await page.getByRole('log').or(page.getByRole('alert')).first().waitFor();
  } catch (error) {
    throw new Error(`The panel did not start: ${problems.join('; ')}`, { cause: error });
  }

  // Parts that are loaded when they are first drawn.
  const whole = async (): Promise<void> => {
    await page.locator('.loading-view').first().waitFor({ state: 'detached' });
  };
  await whole();
  let seq = options.state?.seq ?? 0;
  const send: OpenPanel['send'] = async (name, body) => {
    await post({ kind: 'event', name, body });
    await drawn(page);
    await whole();
  };
  return {
    page,
    requests,
    asked: async name => {
      await drawn(page);
      return requests.filter(request => request.name === name).map(request => request.params);
    },
    foreignRequests,
    problems,
    send,
    post,
    patch: async (...patches) => {
      seq += 1;
      await send('patches', { seq, patches });
    },
    saved: () =>
      page.evaluate((): unknown => JSON.parse(sessionStorage.getItem('saved') ?? 'null')),
    screenshot: name => screenshot(page, name),
    close: async () => {
      rpc.dispose();
      await close(context);
    },
  };
}

function handlersOf(options: PanelOptions): HostHandlers {
  return {
    ...handlersDoingNothing(),
    ready: () => Promise.resolve(options.state ?? panelState()),
    ...options.handlers,
  };
}

/** Handlers that note what they were asked before they do it. */
function recording(
  handlers: HostHandlers,
  requests: { name: RequestName; params: unknown }[],
): HostHandlers {
  const noted = Object.entries(handlers).map(([name, handler]) => [
    name,
    (params: never) => {
      requests.push({ name: name as RequestName, params });
      return handler(params);
    },
  ]);
  return Object.fromEntries(noted) as HostHandlers;
}

/** What VS Code does to a page before its own scripts run. */
async function installVsCode(page: Page, options: PanelOptions): Promise<void> {
  const theme = themes[options.theme ?? 'dark'];
  await page.addInitScript(
    ({ variables, bodyClass, saved, language, l10n }) => {
      // Methods, not arrow functions: tsx would wrap those in a helper that the page does not have.
      Object.assign(window, {
        acquireVsCodeApi() {
          return {
            postMessage(message: unknown): void {
              performance.mark('to-host');
              window.toHost(message);
            },
            getState(): unknown {
              return JSON.parse(sessionStorage.getItem('saved') ?? JSON.stringify(saved));
            },
            setState(state: unknown): void {
              sessionStorage.setItem('saved', JSON.stringify(state));
            },
          };
        },
      });
      // Once: of a long stream each mark would count as work of the panel.
      window.addEventListener('message', () => performance.mark('from-host'), { once: true });
      document.addEventListener('readystatechange', () => {
        for (const [name, value] of Object.entries(variables)) {
          document.documentElement.style.setProperty(name, value);
        }
        document.documentElement.lang = language;
        document.documentElement.style.background = 'var(--vscode-sideBar-background)';
        document.body.className = bodyClass;
        const bundle = document.getElementById('l10n');
        if (bundle !== null) bundle.textContent = JSON.stringify(l10n);
        const defaults = new CSSStyleSheet();
        defaults.replaceSync(`@layer vscode-default {
          body { padding: 0 20px; color: var(--vscode-editor-foreground); }
          a { color: var(--vscode-textLink-foreground); }
          code { padding: 1px 3px; border-radius: 4px;
            color: var(--vscode-textPreformat-foreground);
            background-color: var(--vscode-textPreformat-background); }
          pre code { padding: 0; }
          blockquote { background: var(--vscode-textBlockQuote-background); }
          ::-webkit-scrollbar { width: 10px; height: 10px; }
          ::-webkit-scrollbar-thumb { background: var(--vscode-scrollbarSlider-background); }
        }`);
        document.adoptedStyleSheets = [defaults];
      });
    },
    {
      variables: themeVariables[options.theme ?? 'dark'],
      bodyClass: theme.bodyClass,
      saved: options.saved ?? null,
      language: options.language ?? 'en',
      l10n: options.l10n ?? {},
    },
  );
}

function watch(page: Page, url: string, problems: string[], foreignRequests: string[]): void {
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('dialog', dialog => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', popup => problems.push(`popup: ${popup.url()}`));
  const own = new Set(['', 'favicon.ico', ...readdirSync(built)]);
  page.on('request', request => {
    const address = request.url();
    if (!address.startsWith(url) || !own.has(address.slice(url.length))) {
      foreignRequests.push(address);
    }
  });
}

/** Resolves once what the page was told is drawn and painted. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(async frames => {
    for (let frame = 0; frame < frames; frame += 1) {
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
  }, FRAMES_OF_A_DRAWING);
}

/** It draws at every fifth frame at most, after a timer, and its effects come a frame later. */
const FRAMES_OF_A_DRAWING = 8;

async function screenshot(page: Page, name: string): Promise<void> {
  const file = path.join(repositoryRoot, 'dist-test', 'shots', `${name}.png`);
  await mkdir(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}

async function close(context: BrowserContext): Promise<void> {
  await context.close();
}
