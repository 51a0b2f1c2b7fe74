import type { Ground } from '../helpers/proof/ground.ts';

/** The rows that a registration writes at once: each rule returns those without their other half. */
const rules: readonly (readonly [sentence: string, broken: string])[] = [
  [
    'every registration has its subject',
    `accounts a where not exists (select from subjects s where s.id = a.subject_id and s.identifier = a.identifier)`,
  ],
  [
    'every registration has one link',
    `accounts a where a.state = 'pendiente_correo'
       and (select count(*) from links l where l.account_id = a.id and l.purpose = 'confirm-email') <> 1`,
  ],
  [
    'every registration has one mail',
    `accounts a where a.state = 'pendiente_correo'
       and (select count(*) from outbox o where o.account_id = a.id and o.kind = 'confirm-email') <> 1`,
  ],
  [
    'every registration has one line in the trail',
    `accounts a where a.state = 'pendiente_correo'
       and (select count(*) from audit t where t.account_id = a.id and t.act = 'registration.begun') <> 1`,
  ],
  // A registration writes one message more, which is not delivered, so that its page does not reveal an account.
  [
    'no mail is without its account',
    `outbox o where o.kind <> 'nothing' and not exists (select from accounts a where a.id = o.account_id)`,
  ],
  [
    'no line of the trail is without its account',
    `audit t where t.act = 'registration.begun' and not exists (select from accounts a where a.id = t.account_id)`,
  ],
  [
    'what the outbox marks as sent is in the mailbox',
    `outbox o where o.sent_at is not null and o.kind <> 'nothing' and not exists (select from mailbox m where m.id = o.id)`,
  ],
  [
    'nothing in the mailbox is unknown to the outbox',
    'mailbox m where not exists (select from outbox o where o.id = m.id)',
  ],
];

/** Each rule, and how many rows violate it. */
export async function halvesOf({ query }: Ground): Promise<readonly (readonly [sentence: string, rows: number])[]> {
  const found: (readonly [string, number])[] = [];
  for (const [sentence, broken] of rules) {
    const [row] = await query<{ count: string }>(`select count(*) from ${broken}`);
    found.push([sentence, Number(row?.count)]);
  }
  return found;
}
