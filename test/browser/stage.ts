import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startRelyingParty } from '../../examples/relying-party/app.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newVisitor, openChromium, type Visitor } from '../helpers/chromium.ts';

const SECRET = 'the secret of a platform that lives as long as one test';
const shipped = new URL('../../clients/despega-mipe.json', import.meta.url);

/** A house, the example platform that trusts it, and contexts of the browser; all on loopback. */
export interface Stage {
  readonly app: TestApp;
  /** Where Despega MIPE answers, an origin. */
  readonly clientUrl: string;
  readonly browser: Browser;
  visit(options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

/**
 * Opens the stage with the platform's own client file, in which `client` replaces fields; throttles are off, for every
 * test comes from one network.
 */
export async function openStage(
  env: Readonly<Record<string, string>> = {},
  client: Readonly<Record<string, unknown>> = {},
): Promise<Stage> {
  const directory = mkdtempSync(path.join(tmpdir(), 'platform-'));
  const app = await openTestApp({
    env: { CLIENTS_DIR: directory, EGRESS_ALLOW: 'localhost', THROTTLES: 'off', DESPEGA_MIPE_SECRET: SECRET, ...env },
  });
  const site = await startRelyingParty({ issuer: app.issuer, port: 0, secret: SECRET });
  // The client's port is known only now: the app reads its clients again, as it does when they change.
  writeFileSync(path.join(directory, 'despega-mipe.json'), clientFile(site.port, client));
  try {
    await app.rebuild();
  } catch (error) {
    await site.close();
    await app.stop();
    throw error;
  }
  const browser = await openChromium();
  const clientUrl = `http://localhost:${site.port}`;
  return {
    app,
    clientUrl,
    browser,
    visit: (options) => newVisitor(browser, [app.issuer, clientUrl], options),
    close: async () => {
      await browser.close();
      await site.close();
      await app.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function clientFile(port: number, change: Readonly<Record<string, unknown>>): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what stands in the file.
  const file = readFileSync(shipped, 'utf8').replaceAll('${EXAMPLE_PORT}', String(port));
  return JSON.stringify({ ...JSON.parse(file), ...change });
}
