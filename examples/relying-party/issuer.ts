import { setTimeout as wait } from 'node:timers/promises';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';

/** The way to Clave Sence: what it publishes about itself, once it has answered. */
export interface IssuerLink {
  readonly issuer: URL;
  /** Undefined until discovery succeeds. */
  current(): Configuration | undefined;
  stop(): void;
}

const CLIENT_ID = 'despega-mipe';
const RETRY_AFTER = 2000;

/** Looks for the issuer until it answers; it may start after us. */
export function followIssuer(issuer: URL, secret: string): IssuerLink {
  const stopped = new AbortController();
  let found: Configuration | undefined;

  async function search(): Promise<void> {
    for (let tries = 1; !found && !stopped.signal.aborted; tries += 1) {
      found = await discover(issuer, secret).catch((error: Error) => {
        if (tries === 1) console.error(`Clave Sence no responde en ${issuer.href} (${error.message}); se insiste.`);
        return undefined;
      });
      if (!found) await wait(RETRY_AFTER, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }
  void search();

  return { issuer, current: () => found, stop: () => stopped.abort() };
}

function discover(issuer: URL, secret: string): Promise<Configuration> {
  // The signature of the ID token is checked even though it came straight from the token endpoint.
  const execute = [enableNonRepudiationChecks];
  // Clear HTTP is for an issuer on one's own machine and nowhere else.
  if (issuer.hostname === 'localhost' || issuer.hostname === '127.0.0.1') execute.push(allowInsecureRequests);
  return discovery(issuer, CLIENT_ID, undefined, ClientSecretBasic(secret), { execute, timeout: 5 });
}
