import { isLoopback } from '../domain/loopback.ts';
import { HOW_TO_MAKE_A_KEY, SECRET_LENGTH } from './environment.ts';

/** Production is what says so, and every issuer that is not on this machine, whatever NODE_ENV says. */
export function isProduction({ NODE_ENV, ISSUER }: Readonly<Record<string, string | undefined>>): boolean {
  return (
    NODE_ENV === 'production' || (ISSUER !== undefined && URL.canParse(ISSUER) && !isLoopback(new URL(ISSUER).hostname))
  );
}

/** What production refuses, each by its name and with what to do. */
export function* productionMistakes(env: Readonly<Record<string, string | undefined>>): Generator<string> {
  if (!env.CLAVE_POLICY) {
    yield 'CLAVE_POLICY: production has no default; choose "guia" (the guides of 2019 to the letter) or "segura" (the same pages with today\'s rules, recommended)';
  }
  if (!env.SECRETS_KEY)
    yield `SECRETS_KEY: production needs one, at least ${SECRET_LENGTH} characters; ${HOW_TO_MAKE_A_KEY}`;
  if (!env.ISSUER?.startsWith('https:'))
    yield 'ISSUER: production needs an https address, such as https://clave.sence.gob.cl';
  if (!env.DATABASE_URL)
    yield 'DATABASE_URL: production starts no database of its own; set the address, such as postgres://user:password@host:5432/clave_sence';
  if (!env.TRAIL_HEAD_FILE)
    yield 'TRAIL_HEAD_FILE: production keeps the last head of the audit trail outside the database; set a file that outlives the process and that who has the database cannot write, one for each instance, such as /var/lib/clave-sence/trail-head';
  if (!env.TRUST_PROXY_HOPS)
    yield 'TRUST_PROXY_HOPS: production has no default; say how many proxies of yours stand in front, 1 for one that ends TLS (with too few everybody shares one network and is shut out together, with too many people choose their address; docs/proxies.md)';
  if (env.SANDBOX !== 'yes') yield* missingRegistries(env);
  if (!env.SMTP_URL)
    yield 'SMTP_URL: production has no /buzon; set the mail server, such as smtps://user:password@mail.sence.cl?from=no-responder@sence.cl';
  if (!env.SMS_GATEWAY_URL)
    yield 'SMS_GATEWAY_URL: production has no /buzon; set the SMS gateway, such as https://:token@sms.example/messages';
  yield* missingTokens(env);
  if (env.CAPTCHA_FIXED_ANSWER) yield 'CAPTCHA_FIXED_ANSWER: is for tests only; remove it';
  if (env.THROTTLES === 'off') yield 'THROTTLES: is switched off for benchmarks only; remove it';
}

/** In a sandbox the simulator stands in for whatever registry has no address. */
function* missingRegistries(env: Readonly<Record<string, string | undefined>>): Generator<string> {
  if (!env.CIVIL_REGISTRY_URL)
    yield 'CIVIL_REGISTRY_URL: production does not run on simulated people; set the address of the Registro Civil service';
  if (!env.TAX_REGISTRY_URL)
    yield 'TAX_REGISTRY_URL: production does not run on simulated companies; set the address of the SII service';
  if (!env.NIE_REGISTRY_URL)
    yield 'NIE_REGISTRY_URL: production does not run on simulated people; set the address of the register of NIE';
  if (!env.OTEC_REGISTRY_URL)
    yield "OTEC_REGISTRY_URL: production does not run on simulated companies; set the address of SENCE's register of OTEC and OTIC";
}

const withToken = [
  'CIVIL_REGISTRY_URL',
  'TAX_REGISTRY_URL',
  'NIE_REGISTRY_URL',
  'OTEC_REGISTRY_URL',
  'SMS_GATEWAY_URL',
] as const;

/** Who is asked over a network must know who asks; a program on this machine may speak to them for us. */
function* missingTokens(env: Readonly<Record<string, string | undefined>>): Generator<string> {
  for (const name of withToken) {
    const text = env[name];
    const url = text && URL.canParse(text) ? new URL(text) : undefined;
    if (url && !isLoopback(url.hostname) && !url.username && !url.password)
      yield `${name}: has no token; write it before the host, such as https://:token@${url.host}${url.pathname}`;
  }
}
