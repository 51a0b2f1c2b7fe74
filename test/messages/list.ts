import type { TestApp } from '../helpers/app.ts';

/** A message, as the list of a day has it: a name replaces values that differ from run to run. */
export interface Listed {
  /** The act that caused it. */
  readonly why: string;
  readonly who: string;
  readonly way: 'mail' | 'SMS';
  readonly subject: string;
  readonly says: string;
  /** The targets of its links, by their words. */
  readonly links: readonly string[];
  /** The address, for the messages that count by it. */
  readonly to: string;
}

/** Names of addresses and numbers in a list. */
export type Cast = Readonly<Record<string, string>>;

/** Does the acts of a day one after the other, and lists the messages of each of them. */
export function dayOf(app: TestApp, cast: Cast) {
  const listed: Listed[] = [];
  return {
    listed,
    async act(why: string, what: () => Promise<unknown>): Promise<void> {
      const before = (await app.mailbox()).length;
      await what();
      const now = await app.mailbox();
      const sent = now.slice(0, now.length - before).map((message) => rowOf(why, message, { cast, app }));
      const order = ({ way, who, subject }: Listed) => [way, who, subject].join();
      listed.push(...sent.sort((one, other) => order(one).localeCompare(order(other), 'es')));
    },
  };
}

type Message = Awaited<ReturnType<TestApp['mailbox']>>[number];

function rowOf(why: string, message: Message, { cast, app }: { readonly cast: Cast; readonly app: TestApp }) {
  const { channel, to } = message;
  const subject = named(message.subject, app.issuer);
  const text = named(message.text, app.issuer);
  const [body = ''] = text.split('\n\n--\n\n');
  // A mail's first line is its title, which is the subject; its links are at the end, each below its words.
  const parts = body.split('\n\n');
  const isLink = (part: string) => /:\n\/\S+$/.test(part);
  const links = parts.filter(isLink).map((part) => part.replace(':\n', ' → '));
  const says = (channel === 'sms' ? parts : parts.slice(1)).filter((part) => !isLink(part)).join(' ¶ ');
  const who = cast[to];
  if (who === undefined) throw new Error(`no person of the cast: ${to}`);
  const way = channel === 'sms' ? 'SMS' : 'mail';
  return { why, who, way, subject, says: says.replaceAll('\n', ' · '), links, to } as const;
}

/** Folios, times, codes, keys and tokens differ from run to run. */
const named = (text: string, issuer: string): string =>
  text
    .replaceAll(issuer, '')
    .replace(/\/[\w-]{43}\b/g, '/…')
    .replace(/\b(CS|LD)-[2-9A-Z]{4}-[2-9A-Z]{4}\b/g, '$1-…')
    .replace(/\b(\d\d-\d\d-\d{4}) a las \d\d\.\d\d \(hora de Santiago\)/g, '(hora)')
    .replace(/\b\d\d-\d\d-\d{4}\b/g, '(día)')
    .replace(/(Código: |es su codigo|codigo es )?\b\d{6}\b/g, (found) => found.replace(/\d{6}/, '(código)'))
    .replace(/((?:clave Sence es|Clave provisoria): )[2-9A-HJ-NP-Z]{8}\b/g, '$1(clave)');

/** The table of a day in Markdown. */
export function tableOf(listed: readonly Listed[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|') || '–';
  const rows = listed.map(({ why, who, way, subject, says, links }, place) => {
    const what = subject ? `**${subject}** ${says}` : says;
    return `| ${[String(place + 1), why, who, way, what, links.join('<br>')].map(cell).join(' | ')} |`;
  });
  return ['| # | why | who | way | what | leads to |', '|---|---|---|---|---|---|', ...rows, ''].join('\n');
}
