/** Finds a Chromium for the browser tests, and installs one where that can be done without asking. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium, type LaunchOptions } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];
const MINUTE = 60_000;

function playwrightsOwn(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** Path of a Chromium on this machine: `CHROMIUM`, a system one, or Playwright's own. */
export const findBrowser = (): string | undefined =>
  [process.env['CHROMIUM'], ...INSTALLED, playwrightsOwn()].find(
    (path): path is string => path !== undefined && path !== '' && existsSync(path),
  );

/**
 * The bar of addresses keeps pages of its own ready in every context, a fifth of what a test takes. Of several switches the last
 * counts, so what Playwright turns off is named again.
 */
const OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** How the tests, the pictures and the bench start a browser. */
export function launchOptions(): LaunchOptions {
  const executablePath = findBrowser();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      `--disable-features=${OFF.join(',')}`,
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  };
}

function run(command: string, args: readonly string[], timeout: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'inherit', timeout, env }).status === 0;
}

function install(): void {
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'], 2 * MINUTE);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 10 * MINUTE);
  }
  if (findBrowser() === undefined) run('npx', ['playwright', 'install', 'chromium'], 5 * MINUTE);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (findBrowser() === undefined) install();
  const found = findBrowser();
  if (found === undefined) {
    console.error(
      "No Chromium was found or could be installed. Install Debian's package chromium, or set CHROMIUM.",
    );
    process.exit(1);
  }
  console.log(`browser: ${found}`);
}
