import type { Step } from './relay-answers.ts';

/** The state of an SMTP session, read from the lines that nodemailer logs; no line is kept. */
export interface SmtpSession {
  /** For nodemailer, together with `transactionLog`. */
  readonly logger: Readonly<
    Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', (...line: unknown[]) => void>
  >;
  /** The step whose answer is awaited. */
  step(): Step;
}

const commands: readonly (readonly [begins: RegExp, step: Step])[] = [
  [/^(EHLO|HELO) /, 'EHLO'],
  [/^STARTTLS$/, 'STARTTLS'],
  [/^AUTH /, 'AUTH'],
  [/^MAIL /, 'MAIL'],
  [/^RCPT /, 'RCPT'],
  [/^DATA$/, 'DATA'],
];

/** Follows one session. Replies come in the order of the commands, pipelined or not (RFC 2920, 3.1). */
export function followSession(): SmtpSession {
  const asked: Step[] = [];
  let connected = false;
  let replies = 0;
  const note = (data: unknown, text: unknown): void => {
    const { tnx } = (data ?? {}) as { tnx?: string };
    if (tnx === 'network' && String(text).includes('established')) connected = true;
    if (tnx === 'server') replies += 1;
    if (tnx === 'client') asked.push(stepOf(String(text)) ?? asked.at(-1) ?? 'EHLO');
  };
  const ignore = (): void => undefined;
  return {
    logger: { trace: ignore, debug: note, info: note, warn: ignore, error: ignore, fatal: ignore },
    step() {
      if (!connected) return 'connection';
      if (replies === 0) return 'greeting';
      const last = asked.at(-1) ?? 'EHLO';
      // All is answered: what is under way is TLS, the content, or the next command.
      return asked[replies - 1] ?? (last === 'DATA' ? 'content' : last);
    },
  };
}

/** Later lines of an authentication name no command: they belong to the one before. */
const stepOf = (line: string): Step | undefined => commands.find(([begins]) => begins.test(line))?.[1];
