import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { openChromium } from '../helpers/chromium.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Closers, openGround } from '../helpers/proof/ground.ts';
import { freePort } from '../helpers/server-process.ts';
import { apache } from './apache/client.ts';
import { authlib } from './flask/client.ts';
import { oauth2Proxy } from './oauth2-proxy/client.ts';
import { spring } from './spring/client.ts';
import type { Place, Stranger } from './stranger.ts';
import { walk } from './walk.ts';

/** Those of other toolchains, each an ordinary third-party client: consent, PKCE, a secret. */
export const strangers: readonly Stranger[] = [spring, apache, authlib, oauth2Proxy];

type Site = Pick<Place, 'port' | 'origin' | 'secret'>;

/** Builds each of `chosen`, starts it beside a server and runs the walk; one that is not available is a failure. */
export async function walkAll(checks: Checks, closers: Closers, chosen: readonly Stranger[]): Promise<void> {
  const sites = await Promise.all(chosen.map(newSite));
  const files = chosen.map((stranger, n) => fileOf(stranger, sites[n] as Site));
  const ground = await openGround(files, false, closers);
  const hosts = sites.map(({ origin }) => new URL(origin).host);
  const { issuer } = await ground.start({ env: { EGRESS_ALLOW: hosts.join(',') } });
  const browser = await openChromium({ handleSIGINT: false, handleSIGTERM: false });
  closers.push(() => browser.close());
  for (const [n, stranger] of chosen.entries())
    await walkOne(checks, browser, stranger, { ...(sites[n] as Site), issuer, closers });
}

async function newSite(): Promise<Site> {
  const port = await freePort();
  return { port, origin: `http://localhost:${port}`, secret: randomBytes(32).toString('base64url') };
}

const fileOf = ({ id, file }: Stranger, { origin, secret }: Site): object =>
  clientFileFor(id, { client_secret: secret, first_party: false, sector: id, ...file(origin) });

/** Stops what it started before the next one: memory is enough for one of them at a time. */
async function walkOne(checks: Checks, browser: Browser, stranger: Stranger, given: Place): Promise<void> {
  checks.chapter(stranger.title);
  const place = { ...given, closers: ownClosers(given.closers) };
  try {
    checks.measure('version', await stranger.build());
    await stranger.start(place);
    await walk(checks, browser, stranger, place);
  } catch (error) {
    checks.check('it completed', false, error instanceof Error ? error.message : String(error));
  } finally {
    await closeAll(place.closers);
  }
}

/** Closed with the run, too, where that ends before the walk does. */
function ownClosers(all: Closers): Closers {
  const own: Closers = [];
  all.push(() => closeAll(own));
  return own;
}

async function closeAll(closers: Closers): Promise<void> {
  for (let close = closers.pop(); close; close = closers.pop()) await close();
}
