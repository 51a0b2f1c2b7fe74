import { circuitBreaker } from './adapters/circuit-breaker.ts';
import { Undeliverable } from './adapters/messaging/courier.ts';
import { mailCourier } from './adapters/messaging/mail.ts';
import { smsCourier } from './adapters/messaging/sms.ts';
import type { WorkerNeeds } from './adapters/messaging/worker.ts';
import type { Config } from './config.ts';

/** Who carries mail and SMS; where nobody is named, they land in the mailbox of the house. */
export function couriersOf(
  { smtpUrl, smsGatewayUrl, issuer }: Config,
  toMailbox: WorkerNeeds['couriers']['mail'],
): WorkerNeeds['couriers'] {
  const from = (smtpUrl && new URL(smtpUrl).searchParams.get('from')) || `no-responder@${new URL(issuer).hostname}`;
  return {
    mail: smtpUrl ? mailCourier(smtpUrl, `Clave Sence <${from}>`) : toMailbox,
    sms: smsGatewayUrl ? smsCourier(smsGatewayUrl) : toMailbox,
  };
}

/** Over the SMS gateway; a number that it refuses says nothing about its health. */
export const smsBreaker = (now: () => Date) =>
  circuitBreaker({
    now,
    ails: (error) => !(error instanceof Undeliverable),
    resting: (seconds) => new Error(`the gateway rests for ${seconds} s`),
  });
