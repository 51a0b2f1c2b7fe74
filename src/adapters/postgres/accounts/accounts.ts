import { type Account, numbered } from '../../../domain/account.ts';
import { confirmedAfter } from '../../../domain/contacts.ts';
import { type Accounts, LAPSED_AT_ONCE } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRow, toAccount } from './account-row.ts';
import { accountRows, BESIDE, type ReadAccount } from './account-rows.ts';
import { holderOfIdentifier, identifierMoves } from './identifiers.ts';
import { madeUpAccount } from './made-up-account.ts';
import { accountsOfMailbox } from './mailbox-index.ts';
import { subjectRows } from './subjects.ts';

/** Accounts in PostgreSQL; personal data sealed under the account's id. */
export function postgresAccounts(database: Database, secrets: KeyMaterial, now: () => Date): Accounts {
  const { run } = database;
  const accounts = accountRows(database, secrets);
  const subjects = subjectRows(database, secrets);
  const macs = rowMacs(secrets);
  const opened = (row: AccountRow | undefined): Account | undefined => row && toAccount(row, secrets);
  const nobody = accounts.madeUp(madeUpAccount(now()));
  /** Where there is no account, one that is made up is checked and opened: the clock must not tell them apart (floor 2). */
  const openNobody = (): undefined => void opened(accounts.checked(nobody));

  return {
    ...identifierMoves(database, secrets, now),

    find: async (id) => opened(await accounts.find(id)) ?? openNobody(),

    async findByIdentifier(profile, identifier) {
      const { rows } = await run<{ rows: Found[] }>((sql) => sql.raw(BY_IDENTIFIER, { profile, identifier }));
      const [found] = rows;
      if (!found) return openNobody();
      const { alias_at: created_at, alias_mac: mac, ...row } = found;
      if (created_at) macs.checked('aliases', { profile, identifier, account_id: row.id, created_at, mac });
      else assertAsAsked('accounts', row, { profile, identifier });
      return opened(accounts.checked(row));
    },

    async add(account) {
      return database.atomically(async () => {
        const subject = await subjects.of(account.kind, account.identifier, now());
        const at = now();
        const added: Account = {
          ...account,
          ...numbered(account.kind, account.identifier),
          subject,
          state: 'pendiente_correo',
          keyChangedAt: at,
          createdAt: at,
          keyNeedsCard: false,
          confirmed: {},
          identityProvedAt: account.identidad === 'documento' ? at : undefined,
        };
        await accounts.insert(added);
        return added;
      });
    },

    async activate(id) {
      return database.atomically(async () => {
        const pending = await accounts.lock(id);
        if (pending?.state !== 'pendiente_correo') return false;
        // Whoever wants this identifier waits here: two confirmations at once cannot both find it free.
        const inForce = await subjects.lock({ id: pending.subject_id });
        if (!inForce || (await isTaken(database, pending))) return false;
        await subjects.assertHeldByNobodyElse(pending.subject_id, id);
        await accounts.mark(pending, { state: 'activa', email_confirmed_at: now() });
        return true;
      });
    },

    async lock(id) {
      if (!database.transaction()) throw new Error('an account was locked outside of a transaction');
      return opened(await accounts.lock(id)) ?? openNobody();
    },

    async change(id, edit) {
      return database.atomically(async () => {
        const row = await accounts.lock(id);
        const current = opened(row);
        if (!row || !current) return undefined;
        const wanted = edit(current);
        const edited = { ...wanted, confirmed: confirmedAfter(current, wanted) };
        await accounts.save(row, edited);
        return edited;
      });
    },

    sharingMailbox: (email) => accountsOfMailbox(database, secrets, email),

    lapse: (before) =>
      run<number>((sql) =>
        sql('accounts')
          .whereIn(
            'id',
            sql('accounts as lapsed')
              .where({ state: 'pendiente_correo' })
              .where('created_at', '<', before)
              // What a card re-creates from the old system waits longer than that, or for the desk.
              .whereNotExists(sql('holds').whereRaw("account_id = lapsed.id and state in ('waiting', 'desk')"))
              .orderBy('created_at')
              .limit(LAPSED_AT_ONCE)
              .forUpdate()
              .skipLocked()
              .select('id'),
          )
          .delete(),
      ),
  };
}

/** Whether an account holds this identifier, now or as one that it had before. */
async function isTaken({ run }: Database, { profile, identifier }: AccountRow): Promise<boolean> {
  const of = { profile, identifier };
  const holder = await run((sql) => holderOfIdentifier(sql, of).first(sql.raw('1')));
  return holder !== undefined || (await run((sql) => sql('aliases').where(of).first(sql.raw('1')))) !== undefined;
}

/** An account as it is found by an identifier, and the row of aliases by which, if it was found by one. */
type Found = ReadAccount & { readonly alias_at: Date | null; readonly alias_mac: Buffer | null };

const HOLDER_FIRST = "(state = 'pendiente_correo'), created_at desc";
const OPEN = "contested_at is null and state <> 'cerrada'";

/**
 * Who has or had this identifier: two look-ups, each by an index and each one row, however many registrations of it wait.
 * The same condition written as "identifier = … or id in (aliases)" has no plan but a sequential scan of the whole table.
 */
const BY_IDENTIFIER = `
  select accounts.*, ${BESIDE} from (
    (select accounts.*, null::timestamptz as alias_at, null::bytea as alias_mac from accounts
      where profile = :profile and identifier = :identifier and ${OPEN}
      order by ${HOLDER_FIRST} limit 1)
    union all
    (select accounts.*, aliases.created_at, aliases.mac
      from aliases join accounts on accounts.id = aliases.account_id
      where aliases.profile = :profile and aliases.identifier = :identifier and ${OPEN})) as accounts
  order by ${HOLDER_FIRST} limit 1`;
