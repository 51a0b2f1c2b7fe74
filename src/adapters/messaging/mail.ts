import nodemailer from 'nodemailer';
import { isLoopback, socketHost } from '../../domain/loopback.ts';
import { type Courier, Deferred, Undeliverable } from './courier.ts';
import { readReply, type Step, type Trouble, troubleOf, troubleOfSilence } from './relay-answers.ts';
import { followSession, type SmtpSession } from './smtp-step.ts';

/** How long the relay is waited for, in milliseconds. */
interface RelayLimits {
  /** From the look-up of its name to the end of STARTTLS. */
  readonly connect: number;
  readonly greeting: number;
  /** Without a byte. */
  readonly silence: number;
  /** For one message, whatever the relay does. */
  readonly letter: number;
}

const limitsOfRelay: RelayLimits = { connect: 5000, greeting: 5000, silence: 10_000, letter: 14_000 };
/** For a probe of the relay, which delays the end of the process by as long as it takes. */
const limitsOfProbe: RelayLimits = { connect: 3000, greeting: 3000, silence: 3000, letter: 4000 };

/**
 * Mail over SMTP, one connection for each message. A stable Message-ID, so that a message that was sent twice after a
 * crash can be recognised as one; `Auto-Submitted`, so that no automatic responder answers (RFC 3834, 5). Ends within
 * the limits.
 */
export function mailCourier(smtpUrl: string, from: string, limits: RelayLimits = limitsOfRelay): Courier {
  const settings = transportTo(smtpUrl, limits);
  const host = from.split('@')[1]?.replace('>', '') ?? 'localhost';
  return async ({ id, to, subject, text, html }) => {
    const session = followSession();
    const transport = nodemailer.createTransport({ ...settings, logger: session.logger, transactionLog: true });
    const letter = {
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId: `<${id}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(limits.letter),
    };
    await transport.sendMail(letter).catch((error: SmtpError) => refuse(error, session));
  };
}

/** Probes whether the relay would accept messages, and sends none: connection, greeting, EHLO, STARTTLS, AUTH, QUIT. */
export function mailProbe(smtpUrl: string): () => Promise<void> {
  const transport = nodemailer.createTransport(transportTo(smtpUrl, limitsOfProbe));
  return async () => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('the relay took too long')), limitsOfProbe.letter);
    await Promise.race([transport.verify(), late.promise]).finally(() => clearTimeout(timer));
  };
}

/**
 * How a mail server is reached: outside of this machine the message is encrypted or not sent; a loopback relay may do
 * without.
 */
export function transportTo(smtpUrl: string, limits: RelayLimits = limitsOfRelay) {
  const url = new URL(smtpUrl);
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: socketHost(url.hostname),
    port: Number(url.port || (url.protocol === 'smtps:' ? 465 : 587)),
    secure: url.protocol === 'smtps:',
    requireTLS: url.protocol === 'smtp:' && !isLoopback(url.hostname),
    ...(url.username ? { auth } : {}),
    connectionTimeout: limits.connect,
    greetingTimeout: limits.greeting,
    socketTimeout: limits.silence,
  };
}

/** What nodemailer reports of a failure. */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
}

/** What a failure means for the message. The text of the server is not kept: it names the address. */
function refuse({ code, command, response }: SmtpError, session: SmtpSession): never {
  const reply = readReply(response ?? '');
  if (!reply) {
    const step = session.step();
    throw failure(troubleOfSilence(step), `SMTP ${code ?? 'failed'} at ${step}`, true);
  }
  const step = stepOf(command ?? '', code);
  throw failure(troubleOf(step, reply), `SMTP ${[reply.code, reply.status].filter(Boolean).join(' ')} to ${step}`);
}

function failure(trouble: Trouble, said: string, silent = false): Error {
  if (trouble === 'recipient') return new Undeliverable(said);
  return trouble === 'letter' ? new Deferred(said, silent) : new Error(said);
}

const commands: Readonly<Record<string, Step>> = {
  EHLO: 'EHLO',
  HELO: 'EHLO',
  STARTTLS: 'STARTTLS',
  AUTH: 'AUTH',
  MAIL: 'MAIL',
  RCPT: 'RCPT',
};

/**
 * The step that a refusal answers; nodemailer uses DATA for the command and for the content, and distinguishes them by
 * the code.
 */
function stepOf(command: string, code: string | undefined): Step {
  if (command === 'DATA') return code === 'EMESSAGE' ? 'content' : 'DATA';
  return commands[command.split(' ')[0] ?? ''] ?? 'greeting';
}
