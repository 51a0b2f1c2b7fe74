import { type CircuitBreaker, circuitBreaker } from '../adapters/circuit-breaker.ts';
import { Deferred, Undeliverable } from '../adapters/messaging/courier.ts';
import { mailCourier, mailProbe } from '../adapters/messaging/mail.ts';
import { smsCourier, smsProbe } from '../adapters/messaging/sms.ts';
import type { WorkerNeeds } from '../adapters/messaging/worker.ts';
import type { Probes } from '../adapters/registries/probe-services.ts';
import { type Config, ConfigError } from '../config/config.ts';
import { isEmail, parseEmail } from '../domain/email.ts';
import { isLoopback } from '../domain/loopback.ts';

/** Who carries mail and SMS; where nobody is named, they land in the mailbox of the house. */
export function couriersOf(
  { smtpUrl, smsGatewayUrl, issuer }: Config,
  toMailbox: WorkerNeeds['couriers']['mail'],
): WorkerNeeds['couriers'] {
  return {
    mail: smtpUrl ? mailCourier(smtpUrl, `Clave Sence <${senderOf(smtpUrl, issuer)}>`) : toMailbox,
    sms: smsGatewayUrl ? smsCourier(smsGatewayUrl) : toMailbox,
  };
}

/** How the relay and the gateway are looked at, where there are any. */
export const messageProbes = ({ smtpUrl, smsGatewayUrl }: Config): Probes => ({
  ...(smtpUrl ? { mail: mailProbe(smtpUrl) } : {}),
  ...(smsGatewayUrl ? { sms: smsProbe(smsGatewayUrl) } : {}),
});

/** The sender that SMTP_URL names, or one at the host of the issuer; a literal address is no domain of mail. */
function senderOf(smtpUrl: string, issuer: string): string {
  const named = new URL(smtpUrl).searchParams.get('from');
  const { hostname } = new URL(issuer);
  if (!named) return `no-responder@${isLoopback(hostname) ? 'localhost' : hostname}`;
  if (!isEmail(named))
    throw new ConfigError(['SMTP_URL: from must be an e-mail address, such as from=no-responder@sence.cl']);
  return parseEmail(named);
}

/**
 * Over the relay or the gateway: five failures in a row, and it rests for half a minute. A number or an address that is
 * refused says nothing about its health; one that gets no answer at all holds up the others, so that it counts.
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
