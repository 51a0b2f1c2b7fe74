import { type CircuitBreaker, circuitBreaker } from '../adapters/circuit-breaker.ts';
import { Deferred, Undeliverable } from '../adapters/messaging/courier.ts';
import { mailCourier, mailProbe } from '../adapters/messaging/mail.ts';
import { smsCourier, smsProbe } from '../adapters/messaging/sms.ts';
import type { WorkerNeeds } from '../adapters/messaging/worker.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import type { Probes } from '../adapters/registries/probe-services.ts';
import type { KeyMaterial } from '../adapters/secrets.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { isEmail, parseEmail } from '../domain/email.ts';
import { isLoopback } from '../domain/loopback.ts';
import { settingMistakes } from '../locales/es-CL/operator/settings.ts';
import { startRefusals } from '../locales/es-CL/operator/start.ts';
import { loadMailbox } from './load-development.ts';

/** The mailbox of development. */
export type Mailbox = ReturnType<Awaited<ReturnType<typeof loadMailbox>>['databaseMailbox']>;

/** The mailbox of development; undefined in production and in a sandbox, which send every message. */
export async function mailboxOf(
  config: Config,
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Promise<Mailbox | undefined> {
  if (config.production) return undefined;
  const { databaseMailbox } = await loadMailbox(config);
  return databaseMailbox(database, secrets, now);
}

/**
 * The senders of mail and SMS: relay and gateway, or the mailbox of development if the settings name none. Throws
 * ConfigError if there is neither.
 */
export function couriersOf(
  { smtpUrl, smsGatewayUrl, issuer }: Config,
  mailbox: Mailbox | undefined,
): WorkerNeeds['couriers'] {
  return {
    mail: smtpUrl ? mailCourier(smtpUrl, `Clave Sence <${senderOf(smtpUrl, issuer)}>`) : kept('SMTP_URL'),
    sms: smsGatewayUrl ? smsCourier(smsGatewayUrl) : kept('SMS_GATEWAY_URL'),
  };

  function kept(name: string) {
    if (mailbox) return mailbox.deliver;
    throw new ConfigError([startRefusals['no-courier']({ name })]);
  }
}

/** The health checks of the relay and the gateway, if there are any. */
export const messageProbes = ({ smtpUrl, smsGatewayUrl }: Config): Probes => ({
  ...(smtpUrl ? { mail: mailProbe(smtpUrl) } : {}),
  ...(smsGatewayUrl ? { sms: smsProbe(smsGatewayUrl) } : {}),
});

/** The sender that SMTP_URL names, or one at the issuer's host; an IP address is no mail domain. */
function senderOf(smtpUrl: string, issuer: string): string {
  const named = new URL(smtpUrl).searchParams.get('from');
  const { hostname } = new URL(issuer);
  if (!named) return `no-responder@${isLoopback(hostname) ? 'localhost' : hostname}`;
  if (!isEmail(named)) throw new ConfigError([`SMTP_URL: ${settingMistakes['smtp-sender-shape']}`]);
  return parseEmail(named);
}

/**
 * A circuit breaker for the relay or the gateway: after five failures in a row it rests for half a minute. A refused
 * number or address says nothing about its health; one that gets no answer at all delays the others, so it counts.
 */
const restsAfterFailures = (now: () => Date, name: string): CircuitBreaker =>
  circuitBreaker({
    now,
    ails: (error) => (error instanceof Deferred ? error.silent : !(error instanceof Undeliverable)),
    resting: (seconds) => new Error(`the ${name} rests for ${seconds} s`),
  });

/** One for each channel of this process. */
export const messageBreakers = (now: () => Date) => ({
  mail: restsAfterFailures(now, 'relay'),
  sms: restsAfterFailures(now, 'gateway'),
});
