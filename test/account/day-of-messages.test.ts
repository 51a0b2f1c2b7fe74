import { readFileSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { mailboxOf, parseEmail } from '../../src/domain/email.ts';
import { dayOfACompany } from '../messages/company.ts';
import { yearOfAFacilitador } from '../messages/facilitador.ts';
import { type Listed, tableOf } from '../messages/list.ts';
import { dayOfAPerson } from '../messages/person.ts';

const FILE = new URL('../../docs/messages.md', import.meta.url);
const days = [
  { title: 'A busy account', play: dayOfAPerson, least: 20 },
  { title: 'A company with three representatives', play: dayOfACompany, least: 20 },
  { title: 'A facilitador of two companies', play: yearOfAFacilitador, least: 8 },
] as const;

const mailbox = ({ way, to }: Listed): string => (way === 'mail' ? mailboxOf(parseEmail(to)) : to);

/** The entries that occur twice in a list, by a name of each. */
function twice<T>(list: readonly T[], nameOf: (one: T) => string): readonly string[] {
  const names = list.map(nameOf);
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
}

for (const { title, play, least } of days)
  test.serial(
    `[P9] ${title}: one message for each address and act, no two with the same content, and docs/messages.md lists them`,
    async (t) => {
      const listed = await play(t);
      t.true(listed.length >= least, String(listed.length));
      t.deepEqual(
        twice(listed, (one) => `${one.why}: ${mailbox(one)}`),
        [],
        'one message an address and act',
      );
      t.deepEqual(
        twice(listed, (one) => `${mailbox(one)}: ${one.subject} ${one.says}`),
        [],
        'nothing is said twice',
      );
      const text = readFileSync(FILE, 'utf8');
      const [head = '', rest = ''] = text.split(`## ${title}\n`);
      const after = rest.slice(rest.indexOf('\n## ') === -1 ? rest.length : rest.indexOf('\n## ') + 1);
      const now = `${head}## ${title}\n\n${tableOf(listed)}${after ? `\n${after}` : ''}`;
      if (process.env.MESSAGES === 'write') writeFileSync(FILE, now);
      t.deepEqual(text.split('\n'), now.split('\n'), 'MESSAGES=write makes it anew; read what changed');
    },
  );
