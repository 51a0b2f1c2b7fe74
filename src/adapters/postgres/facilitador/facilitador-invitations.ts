import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { FacilitadorInvitation } from '../../../domain/facilitador/invitation.ts';
import type { FacilitadorInvitations, NewInvitation } from '../../../ports/facilitador-invitations.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { type BoundRows, boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { documentHmacs } from './facilitador-row.ts';
import { columnsOf, type InvitationRow, toInvitation } from './invitation-row.ts';
import { ofEndedCompanies } from './of-ended-companies.ts';
import { isMailboxTaken } from './taken-mailbox.ts';

/** Invitations of facilitadores in PostgreSQL. */
export function postgresFacilitadorInvitations(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): FacilitadorInvitations {
  const rows = boundRows<InvitationRow>(database, rowMacs(secrets), 'facilitador_invitations');
  const table: Table = { database, rows, secrets, now };
  const opened = (row: InvitationRow | undefined) => row && toInvitation(row, secrets);
  return {
    queue: (invitation) => database.atomically(() => queue(table, invitation)),
    find: async (id) => opened(await rows.first((all) => all.where({ id }))),
    ofSending: async (sending) => opened(await rows.first((all) => all.where({ sending }))),
    async ofCompany(account_id, { limit, skip = 0 }) {
      const own = await rows.all((all) =>
        all.where({ account_id }).orderBy('created_at', 'desc').limit(limit).offset(skip),
      );
      return own.map((row) => toInvitation(row, secrets));
    },
    async takeDue() {
      const id = await takeDue(database, now());
      return id === undefined ? undefined : opened(await rows.first((all) => all.where({ id })));
    },
    async acceptedFor(data) {
      const same = (all: Knex.QueryBuilder) =>
        all.where({ state: 'activada' }).whereIn('document_hmac', documentHmacs(secrets, data));
      return opened(await rows.first((all) => same(all).orderBy('changed_at', 'desc')));
    },
    isMailboxInvited: ({ id, company, data }) =>
      isMailboxTaken(database, secrets, { data, company: company.accountId, but: id, at: now() }, 'sent'),
    ofEndedCompanies: (limit) => ofEndedCompanies(database, 'facilitador_invitations', limit),
    async change(id, from, change) {
      const written = await rows.edit(
        (all) => all.where({ id }).whereIn('state', [...from]),
        (row) => ({
          ...columnsOf({ ...toInvitation(row, secrets), changedAt: now(), ...change }, secrets),
          ...dueIf(change.state, now()),
        }),
      );
      return opened(written[0]);
    },
  };
}

interface Table {
  readonly database: Database;
  readonly rows: BoundRows<InvitationRow>;
  readonly secrets: KeyMaterial;
  readonly now: () => Date;
}

/** One that is to be sent again is due at once. */
const dueIf = (state: FacilitadorInvitation['state'] | undefined, at: Date) =>
  state === 'por-enviar' ? { try_at: at } : {};

async function queue({ rows, secrets, now }: Table, invitation: NewInvitation): Promise<void> {
  const at = now();
  const { id } = invitation;
  const same = (all: Knex.QueryBuilder) => all.where({ id });
  const fresh: FacilitadorInvitation = {
    ...invitation,
    data: withoutChildren(invitation.data),
    state: 'por-enviar',
    holder: randomUUID(),
    changedAt: at,
  };
  const before = await rows.edit(same, (row) => {
    if (row.state === 'activada') return {};
    const { holder, nie, asking } = toInvitation(row, secrets);
    const samePerson = documentHmacs(secrets, fresh.data).some((one) => one.equals(row.document_hmac));
    // The number of one person is never that of another document.
    const known = samePerson ? { holder, nie, asking } : { asking: randomUUID() };
    return { ...columnsOf({ ...fresh, ...known }, secrets), try_at: at };
  });
  if (before.length === 0) await rows.insert({ ...columnsOf(fresh, secrets), created_at: at, try_at: at });
}

/** Nothing that the activation does not need. */
const withoutChildren = ({ document, name, sex, birthDate, country, email }: FacilitadorInvitation['data']) => ({
  document,
  name,
  sex,
  birthDate,
  country,
  email,
});

const AGAIN_MS = 60_000;

/** Moves the time of the next try of one that is due, which several workers pass by meanwhile. */
async function takeDue({ run }: Database, at: Date): Promise<string | undefined> {
  const { rows } = await run<{ rows: { id: string }[] }>((sql) =>
    sql.raw(
      `update facilitador_invitations set try_at = :again where id = (
         select id from facilitador_invitations where state = 'por-enviar' and try_at <= :at
         order by try_at limit 1 for update skip locked) returning id`,
      { at, again: new Date(at.getTime() + AGAIN_MS) },
    ),
  );
  return rows[0]?.id;
}
