import { type Account, numbered } from '../../../domain/account.ts';
import { type Accounts, LAPSED_AT_ONCE, type NewAccount } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import type { AccountRow } from './account-row.ts';
import { accountRows } from './account-rows.ts';
import { accountOfIdentifier } from './identifiers.ts';
import { subjectRows } from './subjects.ts';

/** Accounts from their registration until they are confirmed or lapse. */
export function pendingAccounts(
  database: Database,
  secrets: KeyMaterial,
  now: () => Date,
): Pick<Accounts, 'add' | 'activate' | 'lapse'> {
  const { atomically } = database;
  const accounts = accountRows(database, secrets);
  const subjects = subjectRows(database, secrets);
  return {
    add: (account) =>
      atomically(async () => {
        const subject = await subjects.of(account, now(), account.simulado ? account.subject : undefined);
        const added = pending(account, subject, now());
        await accounts.insert(added);
        return added;
      }),

    activate: (id) =>
      atomically(async () => {
        const row = await accounts.lock(id);
        if (row?.state !== 'pendiente_correo') return false;
        // Two concurrent confirmations of one identifier wait here for each other: they cannot both find it free.
        const inForce = await subjects.lock({ id: row.subject_id });
        if (!inForce || (await isTaken(database, row))) return false;
        await subjects.assertNoOtherHolder(row.subject_id, id);
        await accounts.mark(row, { state: 'activa', email_confirmed_at: now() });
        return true;
      }),

    lapse: (before) => lapse(database, before),
  };
}

const pending = (account: NewAccount, subject: string, at: Date): Account => ({
  ...account,
  ...numbered(account.kind, account.identifier),
  subject,
  state: 'pendiente_correo',
  keyChangedAt: at,
  createdAt: at,
  keyNeedsCard: false,
  confirmed: {},
  identityProvedAt: account.identidad !== 'declarada' ? at : undefined,
});

/** Whether an account has this identifier, now or as an earlier one. */
async function isTaken({ run }: Database, { profile, identifier }: AccountRow): Promise<boolean> {
  const of = { profile, identifier };
  const holder = await run((sql) => accountOfIdentifier(sql, of).first(sql.raw('1')));
  return holder !== undefined || (await run((sql) => sql('aliases').where(of).first(sql.raw('1')))) !== undefined;
}

const lapse = ({ run }: Pick<Database, 'run'>, before: Date): Promise<number> =>
  run<number>((sql) =>
    sql('accounts')
      .whereIn(
        'id',
        sql('accounts as lapsed')
          .where({ state: 'pendiente_correo' })
          .where('created_at', '<', before)
          // A re-creation from the old system by card waits longer than that, or for the desk.
          .whereNotExists(sql('holds').whereRaw("account_id = lapsed.id and state in ('waiting', 'desk')"))
          .orderBy('created_at')
          .limit(LAPSED_AT_ONCE)
          .forUpdate()
          .skipLocked()
          .select('id'),
      )
      .delete(),
  );
