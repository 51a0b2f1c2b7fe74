/** The steps of sending a message, in their order (RFC 5321, 3; RFC 3207; RFC 4954). */
export const steps = ['connection', 'greeting', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'content'] as const;

/** `connection` is the attempt to connect; `content` is the message itself, up to the answer to its final dot. */
export type Step = (typeof steps)[number];

/**
 * What a failure is about. `recipient`: this address accepts no mail, and trying again is useless. `letter`: this
 * message waits, and says nothing about others. `relay`: no message can be sent, whatever its recipient.
 */
export type Trouble = 'recipient' | 'letter' | 'relay';

/** A reply that refuses: its code (RFC 5321, 4.2) and, where the relay gives one, its enhanced status (RFC 3463). */
interface Reply {
  readonly code: number;
  readonly status?: string | undefined;
}

type Judge = (reply: Reply) => Trouble;

const ofRelay: Judge = () => 'relay';

/**
 * Before RCPT TO no recipient has been named: a refusal there, 5xx too, is about the sender or the relay (554 in the
 * greeting: RFC 5321, 3.1; 530 and 535: RFC 4954, 6; 550 to MAIL FROM: the sender).
 */
const answers: Readonly<Record<Step, Judge>> = {
  connection: ofRelay,
  greeting: ofRelay,
  EHLO: ofRelay,
  STARTTLS: ofRelay,
  AUTH: ofRelay,
  MAIL: ofRelay,
  RCPT: ({ code, status }) => (code >= 500 && refusesAddress(code, status) ? 'recipient' : 'letter'),
  DATA: ({ code, status }) => (code >= 500 && isAddressStatus(status) ? 'recipient' : 'letter'),
  content: ({ code, status }) => (code >= 500 && isAddressStatus(status) ? 'recipient' : 'letter'),
};

/** What a refusal at a step is about. 421 ends the session at any step (RFC 5321, 3.8). */
export const troubleOf = (step: Step, reply: Reply): Trouble => (reply.code === 421 ? 'relay' : answers[step](reply));

/**
 * What a missing answer or a lost connection at a step is about: once the recipient was named, perhaps only that
 * recipient.
 */
export const troubleOfSilence = (step: Step): Trouble =>
  steps.indexOf(step) < steps.indexOf('RCPT') ? 'relay' : 'letter';

/**
 * RCPT TO alone. An enhanced status decides where there is one: 5.1.x (bad destination) and 5.2.1 (mailbox disabled)
 * are final; 5.2.2 (full), 5.3.x, 5.4.x (system, routing) and 5.7.x (policy: the relay refuses this sender) wait.
 * Without one, or with
 * 5.0.x or 5.5.x, the code decides: 501 (syntax), 550, 551, 553 (RFC 5321, 4.2.3) and 555 (4.1.1.11) are final; 552
 * (storage) and 554 (often "relay access denied") wait.
 */
function refusesAddress(code: number, status: string | undefined): boolean {
  if (isAddressStatus(status) || status === '5.2.1') return true;
  if (status && !/^5\.[05]\./.test(status)) return false;
  return [501, 550, 551, 553, 555].includes(code);
}

/** 5.1.x of RFC 3463, 3.2, but for 5.1.7 and 5.1.8, which are about the sender. */
const isAddressStatus = (status: string | undefined): boolean => /^5\.1\.(?![78]$)\d{1,3}$/.test(status ?? '');

/** Reads a reply as it came over the line; undefined where it begins with no code. */
export function readReply(line: string): Reply | undefined {
  const [, code, status] = /^([245]\d\d)(?:[ -](\d\.\d{1,3}\.\d{1,3})(?![\d.]))?/.exec(line) ?? [];
  return code === undefined ? undefined : { code: Number(code), status };
}
