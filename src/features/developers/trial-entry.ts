import type { Context } from 'koa';
import { cookieName, cookieOptions } from '../../http/browser.ts';
import type { Deps } from '../../ports/deps.ts';
import type { TestSecrets } from '../../ports/test-sign-in.ts';

type Needs = Pick<Deps, 'chance' | 'issuer' | 'now' | 'tokens'>;

/** A trial takes as long as a sign-in at most. */
const TRIAL_MS = 30 * 60_000;
const PURPOSE = 'prueba-de-ingreso';

/** What the browser keeps, sealed, of a trial that it began. */
export interface Trial extends TestSecrets {
  /** The client's id in the portal. */
  readonly id: string;
  /** The session of the portal in which it began. */
  readonly session: string;
  readonly at: number;
}

const isHttps = ({ issuer }: Pick<Deps, 'issuer'>): boolean => issuer.startsWith('https:');

/** Begins a trial: the one before in this browser is forgotten. */
export function beginTrial(deps: Needs, ctx: Context, of: Pick<Trial, 'id' | 'session'>): TestSecrets {
  const secret = (): string => Buffer.from(deps.chance(32)).toString('base64url');
  const secrets = { state: secret(), nonce: secret(), verifier: secret() };
  const trial: Trial = { ...of, ...secrets, at: deps.now().getTime() };
  ctx.cookies.set(
    cookieName('prueba', isHttps(deps)),
    deps.tokens.pack(PURPOSE, trial),
    cookieOptions(isHttps(deps), TRIAL_MS),
  );
  return secrets;
}

/** The trial that this browser began in this session, once, for the state that came back; undefined for any other. */
export function takeTrial(deps: Needs, ctx: Context, session: string): Trial | undefined {
  const name = cookieName('prueba', isHttps(deps));
  const sealed = ctx.cookies.get(name, { signed: false });
  if (!sealed) return undefined;
  ctx.cookies.set(name, null, cookieOptions(isHttps(deps)));
  const trial = deps.tokens.unpack(PURPOSE, sealed) as Trial | undefined;
  const isCurrent = trial && deps.now().getTime() - trial.at < TRIAL_MS;
  return isCurrent && trial.session === session && trial.state === ctx.query.state ? trial : undefined;
}
