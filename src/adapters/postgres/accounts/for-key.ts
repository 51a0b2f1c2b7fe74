import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import type { ForKey, KeyReader } from '../../../ports/accounts.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { assertAsAsked } from '../row-mac/as-asked.ts';
import { boundTable } from '../row-mac/bound-tables.ts';
import type { Row } from '../row-mac/canonical-row.ts';
import { type RowMacs, rowMacs } from '../row-mac/row-macs.ts';
import { browserHash } from './account-codes.ts';
import { BY_IDENTIFIER, type Found } from './found-account.ts';
import { type KeyRow, type Sent, sentOf, toKey } from './provisional-key-rows.ts';

/** Columns of a table under names of their own: "sent_id". */
const columnsOf = (table: 'provisional_keys' | 'account_codes', prefix: string): string =>
  [...boundTable(table).columns, 'mac'].map((column) => `${table}.${column} as ${prefix}${column}`).join(', ');

/** Where there is no account, the same two look-ups are made for one that never exists (floor 2). */
const OF_IT = `account_id = coalesce(found.id, '${NO_ACCOUNT}'::uuid)`;

/** All that a try of a key needs to know of an identifier, in one read. */
const FOR_KEY = `
  select found.*, outstanding.*, read.* from (select 1) as one
  left join (${BY_IDENTIFIER}) as found on true
  left join lateral (
    select ${columnsOf('provisional_keys', 'sent_')}, ${sentOf('provisional_keys', 'sent_')} from provisional_keys
    where ${OF_IT} and ended_at is null limit 1) as outstanding on true
  left join lateral (
    select ${columnsOf('account_codes', 'read_')} from account_codes
    where ${OF_IT} and purpose = 'sign-in' and browser = $3 and proved_at > $4 limit 1) as read on true`;

/** What reading accounts gives: the row as an account, checked; or the same work where there is none. */
type Opened = (found: Found | undefined, asked: Pick<Account, 'profile' | 'identifier'>) => Account | undefined;

/** Reads what a try of a key needs (`Accounts.forKey`); throws TamperedRow. */
export function readForKey(database: Database, secrets: KeyMaterial, opened: Opened) {
  const macs = rowMacs(secrets);
  return async ({ profile, identifier }: Parameters<Opened>[1], reader?: KeyReader): Promise<ForKey> => {
    const asked = { profile, identifier };
    const browser = reader ? browserHash(reader.browser) : null;
    const values = [profile, identifier, browser, reader?.since ?? null];
    const { rows } = await database.named({ name: 'Account.forKey', text: FOR_KEY, values });
    const row: Row = rows[0];
    const account = opened(partOf<Found>(row, ''), asked);
    const account_id = account?.id ?? NO_ACCOUNT;
    const sent = partOf<KeyRow & Sent>(row, 'sent_');
    const outstanding = bound(macs, 'provisional_keys', sent, { account_id, ended_at: null });
    const read = bound(macs, 'account_codes', partOf<Read>(row, 'read_'), { account_id, purpose: 'sign-in', browser });
    const hasRead = reader !== undefined && read !== undefined && read.proved_at >= reader.since;
    return { account, outstanding: outstanding && toKey(outstanding), hasRead };
  };
}

interface Read {
  readonly proved_at: Date;
}

function bound<R extends object>(
  macs: RowMacs,
  table: 'provisional_keys' | 'account_codes',
  row: R | undefined,
  asked: Row,
): R | undefined {
  if (!row) return undefined;
  macs.checked(table, row);
  assertAsAsked(table, row, asked);
  return row;
}

const PREFIXES = ['sent_', 'read_'];

/** One row of several, by the names of its own columns; undefined where it is not there. */
function partOf<R>(row: Row, prefix: string): R | undefined {
  const mine = (name: string) => (prefix ? name.startsWith(prefix) : !PREFIXES.some((other) => name.startsWith(other)));
  const part = Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (mine(name) ? [[name.slice(prefix.length), value]] : [])),
  );
  return part.id === null ? undefined : (part as R);
}
