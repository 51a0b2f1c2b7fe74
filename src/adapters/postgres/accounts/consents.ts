import { randomUUID } from 'node:crypto';
import type { Consent, ConsentKey, Consents } from '../../../ports/consents.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly subject: string;
  readonly actor: string | null;
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly claims: readonly string[];
  readonly api_scopes: readonly string[];
  readonly purpose: string;
  readonly first_at: Date;
  readonly agreed_at: Date;
  readonly refused: readonly string[] | null;
}

/** One row for each person, actor and client. */
export function postgresConsents(database: Database, secrets: KeyMaterial, now: () => Date): Consents {
  const { run } = database;
  const macs = rowMacs(secrets);
  const rows = boundRows<Row>(database, macs, 'consents');
  /** Whether it was the first one. */
  const begin = async (row: Row): Promise<boolean> => {
    const added = await run<unknown[]>((sql) =>
      sql('consents')
        .insert(macs.signed('consents', row))
        .onConflict(['subject', 'client_id', 'actor'])
        .ignore()
        .returning('id'),
    );
    return added.length > 0;
  };
  return {
    async find(key) {
      const row = await rows.first((consents) => consents.where(columnsOf(key)));
      return row && toConsent(row);
    },
    async give(accountId, key, { scopes, claims, apiScopes, purpose, refused = [] }) {
      const at = now();
      const agreed = { scopes: once(scopes), claims: once(claims), api_scopes: once(apiScopes), purpose };
      const said = { ...agreed, refused: orNull(once(refused)) };
      const row = { id: randomUUID(), account_id: accountId, ...columnsOf(key), ...said, first_at: at, agreed_at: at };
      if (await begin(row)) return;
      await database.atomically(() =>
        rows.edit(
          (consents) => consents.where(columnsOf(key)),
          (known) => joined(known, row),
        ),
      );
    },
    async list(account_id) {
      const found = await rows.all((consents) => consents.where({ account_id }).orderBy('agreed_at', 'desc'));
      return found.map(toConsent);
    },
    async revoke(account_id, client_id) {
      return (await run<number>((sql) => sql('consents').where({ account_id, client_id }).delete())) > 0;
    },
  };
}

/**
 * The consent after a further yes: under the same purpose both, in the order in which they were agreed to, each once.
 */
function joined(known: Row, { scopes, claims, api_scopes, purpose, agreed_at, refused }: Row): Partial<Row> {
  if (known.purpose !== purpose)
    return { scopes, claims, api_scopes, purpose, agreed_at, refused, first_at: agreed_at };
  const left = once([...(known.refused ?? []), ...(refused ?? [])]);
  return {
    scopes: once([...known.scopes, ...scopes]),
    claims: once([...known.claims, ...claims]),
    api_scopes: once([...known.api_scopes, ...api_scopes]),
    agreed_at,
    refused: orNull(left.filter((scope) => ![...known.scopes, ...scopes].includes(scope))),
  };
}

/** A row without what was left out is as rows of before, whose MAC knows no such column. */
const orNull = (names: readonly string[]): readonly string[] | null => (names.length > 0 ? names : null);

const once = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Without an actor the column is null, and is queried as null. */
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
  refused: row.refused ?? [],
  purpose: row.purpose,
  firstAt: row.first_at,
  agreedAt: row.agreed_at,
});
