import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium, type Browser } from 'playwright-core';
import { aptInstall, canAptInstall } from './aptInstall.ts';

const places: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(name => {
    const base = process.env[name] ?? 'C:\\Program Files';
    return [
      path.win32.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.win32.join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
  }),
};

/** Keeps the browser from asking anything of the network but the page. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
];

function installed(): string | undefined {
  const named = process.env['PLUMB_CHROMIUM'];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`PLUMB_CHROMIUM is "${named}", which does not exist`);
  }
  return places[process.platform]?.find(file => existsSync(file));
}

/** Debian's Chromium with a font for text and one for emoji, so that pictures look the same. */
const DEBIAN = ['chromium', 'fonts-dejavu', 'fonts-noto-color-emoji'];

/**
 * The path of a Chromium, Chrome or Edge on this machine. As root on Debian one is installed when
 * there is none; elsewhere the error says what to install.
 */
export function provideChromium(): string {
  const found = installed();
  if (found !== undefined) return found;
  if (canAptInstall()) {
    aptInstall(DEBIAN);
    const now = installed();
    if (now !== undefined) return now;
  }
  throw new Error(
    'No Chromium found. Install Chromium, Google Chrome or Microsoft Edge ' +
      '(on Debian and Ubuntu: sudo apt-get install chromium), or set PLUMB_CHROMIUM to its path.',
  );
}

/** A headless browser with an empty profile; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: provideChromium(),
    headless: true,
    args: flags,
    // Playwright would close the browser and let this process go on; it ends with us anyway.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
