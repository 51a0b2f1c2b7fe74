import { BESIDE, COLUMNS, type ReadAccount } from './account-dependents.ts';

/** An account that was found by an identifier, and the row of aliases by which, if it was found by one. */
export type Found = ReadAccount & { readonly alias_at: Date | null; readonly alias_mac: Buffer | null };

const HOLDER_FIRST = "(state = 'pendiente_correo'), created_at desc";
const OPEN = "contested_at is null and state <> 'cerrada'";

/**
 * The accounts that have or had this identifier: two look-ups, each by an index and each one row, however many
 * registrations of it wait. The same condition written as "identifier = … or id in (aliases)" has no plan but a
 * sequential scan of the whole table.
 */
export const BY_IDENTIFIER = `
  select ${COLUMNS}, alias_at, alias_mac, ${BESIDE} from (
    (select accounts.*, null::timestamptz as alias_at, null::bytea as alias_mac from accounts
      where profile = $1 and identifier = $2 and ${OPEN}
      order by ${HOLDER_FIRST} limit 1)
    union all
    (select accounts.*, aliases.created_at, aliases.mac
      from aliases join accounts on accounts.id = aliases.account_id
      where aliases.profile = $1 and aliases.identifier = $2 and ${OPEN})) as accounts
  order by ${HOLDER_FIRST} limit 1`;
