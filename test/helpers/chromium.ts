import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { ExecutionContext } from 'ava';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type BrowserServer,
  chromium,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { withinMs } from './within-ms.ts';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

// Only this machine can be reached: neither the browser nor the services of its vendor need another host.
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--mute-audio',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1',
];

/**
 * Connects to the browser of the run (TEST_CHROMIUM_WS); where there is none, starts the machine's Chromium
 * (TEST_CHROMIUM, or the first of its names on PATH). Close it in `test.after.always`: that closes the contexts
 * made through it, and no others. A run that handles signals itself sets `own`: otherwise Playwright ends the
 * process.
 */
export function openChromium(own: Pick<LaunchOptions, 'handleSIGINT' | 'handleSIGTERM'> = {}): Promise<Browser> {
  const served = process.env.TEST_CHROMIUM_WS;
  if (served) return chromium.connect(served);
  return chromium.launch({ executablePath: findChromium(), args: ARGS, ...own });
}

/** Starts a Chromium with more arguments, which no one else shares. */
export const openOwnChromium = (more: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: [...ARGS, ...more] });

/** As `openChromium`, for one test: the contexts of the browser are closed with it. */
export async function openChromiumFor(t: ExecutionContext): Promise<Browser> {
  const browser = await openChromium();
  t.teardown(() => browser.close());
  return browser;
}

/** Starts the browser that all test files of a run share; `wsEndpoint()` is its TEST_CHROMIUM_WS. */
export function serveChromium(): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: findChromium(),
    args: ARGS,
    host: '127.0.0.1',
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}

function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = process.env.TEST_CHROMIUM ?? places.find(existsSync);
  if (!found) throw new Error('These tests need Chromium (Debian: apt-get install chromium-headless-shell)');
  return found;
}

/** A page of a fresh browser context, and every error that the browser reported. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, uncaught exceptions, violations of the content policy, requests to a foreign origin. */
  readonly complaints: string[];
}

/** Opens a fresh context with one page; `origins` are those that it may request. */
export async function newVisitor(
  browser: Browser,
  origins: readonly string[],
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'es-CL', timezoneId: 'America/Santiago', ...options });
  context.setDefaultTimeout(withinMs(30_000));
  const page = await context.newPage();
  const complaints: string[] = [];
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !origins.includes(origin)) complaints.push(`asked ${request.url()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on('console', (message) => {
    const at = message.page()?.url() ?? '';
    // Chromium also logs the status of a page that is a refusal (422, 404): that is an answer, not a fault of the page.
    const isAnswer = message.text().startsWith('Failed to load resource') && isPage(at, message.location().url);
    if (message.type() === 'error' && !isAnswer) complaints.push(`${at}: ${message.text()}`);
  });
  return { page, context, complaints };
}

const isPage = (at: string, url: string): boolean => url === at || !/\.\w+$/.test(new URL(url).pathname);
