import nodemailer from 'nodemailer';
import { isLoopback } from '../../domain/loopback.ts';
import { type Courier, Undeliverable } from './courier.ts';

/** Mail over SMTP. A stable Message-ID, so that a letter sent twice after a crash can be told to be one. */
export function mailCourier(smtpUrl: string, from: string): Courier {
  const transport = nodemailer.createTransport(transportTo(smtpUrl));
  const host = from.split('@')[1]?.replace('>', '') ?? 'localhost';
  return async ({ id, to, subject, text, html }) => {
    await transport.sendMail({ from, to, subject, text, html, messageId: `<${id}@${host}>` }).catch(refuse);
  };
}

/**
 * How a mail server is reached: over the open net the letter is encrypted or it does not leave; loopback relays may do
 * without.
 */
export function transportTo(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: url.hostname,
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLoopback(url.hostname),
    ...(url.username ? { auth } : {}),
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
  };
}

/**
 * A 5xx about the recipient is final (RFC 5321, 4.2.1); every other failure is tried again. What the server said is not
 * kept: it names the address.
 */
function refuse({ responseCode, code }: { readonly responseCode?: number; readonly code?: string }): never {
  const said = `SMTP ${responseCode ?? code ?? 'failed'}`;
  throw responseCode && responseCode >= 550 && responseCode <= 554 ? new Undeliverable(said) : new Error(said);
}
