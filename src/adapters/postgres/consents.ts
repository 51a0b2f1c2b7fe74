import type { Consent, ConsentKey, Consents } from '../../ports/consents.ts';
import type { Database } from './database.ts';

interface Row {
  readonly subject: string;
  readonly actor: string | null;
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  readonly api_scopes: readonly string[];
  readonly purpose: string;
  readonly first_at: Date;
  readonly agreed_at: Date;
}

/** In the order in which they were agreed to, each once. */
const joined = (column: string): string => `case when known.purpose = excluded.purpose
  then known.${column} || array(select name from unnest(excluded.${column}) name where name <> all (known.${column}))
  else excluded.${column} end`;

const GIVE = `
  insert into consents as known
    (account_id, subject, actor, client_id, scopes, claims, api_scopes, purpose, first_at, agreed_at)
  values (:accountId, :subject, :actor, :clientId, :scopes, :claims, :apiScopes, :purpose, :at, :at)
  on conflict (subject, client_id, actor) do update set
    scopes = ${joined('scopes')}, claims = ${joined('claims')}, api_scopes = ${joined('api_scopes')},
    purpose = excluded.purpose, agreed_at = excluded.agreed_at,
    first_at = case when known.purpose = excluded.purpose then known.first_at else excluded.first_at end`;

/** One row for each person, whoever acts, and client. */
export function postgresConsents({ run }: Database, now: () => Date): Consents {
  return {
    async find(key) {
      const row = await run<Row | undefined>((sql) => sql('consents').where(columnsOf(key)).first());
      return row && toConsent(row);
    },
    async give(accountId, { actor, ...key }, { scopes, claims, apiScopes, purpose }) {
      const said = { scopes: [...scopes], claims: [...claims], apiScopes: [...apiScopes], purpose };
      await run((sql) => sql.raw(GIVE, { accountId, ...key, ...said, actor: actor ?? null, at: now() }));
    },
    async list(account_id) {
      const rows = await run<Row[]>((sql) => sql('consents').where({ account_id }).orderBy('agreed_at', 'desc'));
      return rows.map(toConsent);
    },
    async revoke(account_id, client_id) {
      return (await run<number>((sql) => sql('consents').where({ account_id, client_id }).delete())) > 0;
    },
  };
}

/** Where nobody acts the column is null, and is asked for as such. */
const columnsOf = ({ subject, actor, clientId }: ConsentKey) => ({
  subject,
  client_id: clientId,
  actor: actor ?? null,
});

const toConsent = (row: Row): Consent => ({
  subject: row.subject,
  actor: row.actor ?? undefined,
  clientId: row.client_id,
  scopes: row.scopes,
  claims: row.claims,
  apiScopes: row.api_scopes,
  purpose: row.purpose,
  firstAt: row.first_at,
  agreedAt: row.agreed_at,
});
