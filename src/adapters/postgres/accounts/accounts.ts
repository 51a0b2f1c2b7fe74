import type { Account } from '../../../domain/account.ts';
import { confirmedAfter } from '../../../domain/contacts.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { Accounts } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { type AccountRow, toAccount } from './account-row.ts';
import { type AccountRows, accountRows } from './account-rows.ts';
import { readForKey } from './for-key.ts';
import { BY_IDENTIFIER, type Found } from './found-account.ts';
import { identifierMoves } from './identifiers.ts';
import { madeUpAccount } from './made-up-account.ts';
import { accountsOfMailbox, idsOfMailbox } from './mailbox-index.ts';
import { pendingAccounts } from './pending-accounts.ts';

/** Accounts in PostgreSQL; personal data sealed under the account's id. */
export function postgresAccounts(database: Database, secrets: KeyMaterial, now: () => Date): Accounts {
  const accounts = accountRows(database, secrets);
  const madeUp = accounts.madeUp(madeUpAccount(now()));
  const opened = (row: AccountRow | undefined): Account | undefined => row && toAccount(row, secrets);
  const openMadeUp = (): undefined => void opened(accounts.checked(madeUp));
  const table: Table = { database, accounts, macs: rowMacs(secrets), opened, openMadeUp };
  return {
    ...pendingAccounts(database, secrets, now),
    ...identifierMoves(database, secrets, now),
    find: async (id) => opened(await accounts.find(id)) ?? openMadeUp(),
    findByIdentifier: (profile, identifier) => findByIdentifier(table, { profile, identifier }),
    forKey: readForKey(database, secrets, (found, asked) => openedAs(table, found, asked)),
    lock: (id) => lock(table, id),
    change: (id, edit) => change(table, id, edit),
    ofMailbox: (email) => ofMailbox(table, secrets, email),
    sharingMailbox: (email) => accountsOfMailbox(database, secrets, email),
  };
}

interface Table {
  readonly database: Database;
  readonly accounts: AccountRows;
  readonly macs: RowMacs;
  opened(row: AccountRow | undefined): Account | undefined;
  /**
   * Where there is no account, a made-up one is checked and opened: the response time must not distinguish the two
   * (floor 2).
   */
  openMadeUp(): undefined;
}

async function findByIdentifier(
  table: Table,
  asked: Pick<Account, 'profile' | 'identifier'>,
): Promise<Account | undefined> {
  const values = [asked.profile, asked.identifier];
  const { rows } = await table.database.named({ name: 'Account.byIdentifier', text: BY_IDENTIFIER, values });
  return openedAs(table, rows[0], asked);
}

/** An account that was found by an identifier, checked; where there is none, the same work. */
function openedAs(
  { accounts, macs, opened, openMadeUp }: Table,
  found: Found | undefined,
  asked: Pick<Account, 'profile' | 'identifier'>,
): Account | undefined {
  if (!found) return openMadeUp();
  const { alias_at: created_at, alias_mac: mac, ...row } = found;
  if (created_at) macs.checked('aliases', { ...asked, account_id: row.id, created_at, mac });
  else assertAsAsked('accounts', row, asked);
  return opened(accounts.checked(row));
}

/** The match is not left to the index, whose column is not bound: the address of each account is compared. */
async function ofMailbox(
  { database, accounts, opened }: Table,
  secrets: KeyMaterial,
  email: Email,
): Promise<readonly Account[]> {
  const found: Account[] = [];
  for (const id of await idsOfMailbox(database, secrets, email, MOST_OF_MAILBOX)) {
    const account = opened(await accounts.find(id));
    if (account && mailboxOf(account.personal.email) === mailboxOf(email)) found.push(account);
  }
  return found;
}

/** Accounts of one mailbox that the desk sees. */
const MOST_OF_MAILBOX = 20;

async function lock({ database, accounts, opened, openMadeUp }: Table, id: string): Promise<Account | undefined> {
  if (!database.transaction()) throw new Error('an account was locked outside of a transaction');
  return opened(await accounts.lock(id)) ?? openMadeUp();
}

function change(
  { database, accounts, opened }: Table,
  id: string,
  edit: (current: Account) => Account,
): Promise<Account | undefined> {
  return database.atomically(async () => {
    const row = await accounts.lock(id);
    const current = opened(row);
    if (!row || !current) return undefined;
    const wanted = edit(current);
    const edited = { ...wanted, confirmed: confirmedAfter(current, wanted) };
    await accounts.save(row, edited);
    return edited;
  });
}
