import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { SandboxClients } from '../../../ports/sandbox-clients.ts';
import type { KeyMaterial } from '../../secrets.ts';
import type { Database } from '../database/database.ts';
import { hashed } from '../database/hashed.ts';
import { boundRows } from '../row-mac/bound-rows.ts';
import { rowMacs } from '../row-mac/row-macs.ts';
import type { ModelRow } from './payload.ts';

/** How many clients one initial access token may have at a time. */
const CLIENTS_OF_A_TOKEN = 10;

/** A client that no user signed in to for so long, and that did not change its registration, is deleted. */
const UNUSED_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** The clients that registered themselves, in the provider's own table. */
export function postgresSandboxClients(database: Database, secrets: Pick<KeyMaterial, 'rowKeys'>): SandboxClients {
  const { run } = database;
  const rows = boundRows<ModelRow>(database, rowMacs(secrets), 'oidc_client');
  const markOf = (token: string): string => hashed(token).toString('hex');
  const prolong = async (clientId: string): Promise<void> => {
    const expires_at = new Date(Date.now() + UNUSED_DAYS * DAY_MS);
    const stale = new Date(expires_at.getTime() - DAY_MS);
    await rows.edit(
      (clients) => clients.where('id', hashed(clientId)).where('expires_at', '<', stale),
      () => ({ expires_at }),
    );
  };
  return {
    markOf,
    async hasRoom(token) {
      await run((sql) => sql('oidc_initial_access_token').where('id', hashed(token)).forUpdate().first('id'));
      const { taken } = await run<{ taken: string }>((sql) =>
        sql('oidc_client')
          .whereRaw("payload ->> 'registered_with' = ? and expires_at > now()", [markOf(token)])
          .count('* as taken')
          .first(),
      );
      return Number(taken) < CLIENTS_OF_A_TOKEN;
    },
    async touch(clientId) {
      // The token request would end without waiting for it, and release its connection.
      if (database.inTransaction()) database.beforeCommit(`touch ${clientId}`, () => prolong(clientId));
      else await database.atomically(() => prolong(clientId));
    },
  };
}

/** Whether a client of the table is usable, by its current registration and the current configuration. */
type Serves = (client: AdapterPayload) => boolean;

/**
 * The provider's store, in which clients that `serves` accepts are found; without it, outside a sandbox, none is looked
 * up, whatever the database contains. Their secrets are sealed, and unused ones end.
 */
export function withSandboxClients(
  store: (model: string) => Adapter,
  secrets: KeyMaterial,
  serves: Serves | undefined,
): (model: string) => Adapter {
  return (model) => {
    if (model !== 'Client') return store(model);
    return serves ? sealedClients(store(model), secrets, serves) : { ...store(model), find: async () => undefined };
  };
}

function sealedClients(adapter: Adapter, secrets: KeyMaterial, serves: Serves): Adapter {
  const place = (id: string): string => `oidc_client:${id}`;
  const seal = (id: string, { client_secret, ...rest }: AdapterPayload): AdapterPayload =>
    client_secret ? { ...rest, sealed_secret: secrets.seal(client_secret, place(id)).toString('base64') } : rest;
  const open = (id: string, { sealed_secret, ...rest }: AdapterPayload): AdapterPayload =>
    typeof sealed_secret === 'string'
      ? { ...rest, client_secret: secrets.open(Buffer.from(sealed_secret, 'base64'), place(id)) }
      : rest;
  return {
    ...adapter,
    upsert: (id, payload) => adapter.upsert(id, seal(id, payload), UNUSED_DAYS * 24 * 3600),
    async find(id) {
      const found = await adapter.find(id);
      return found && serves(found) ? asEntered(open(id, found)) : undefined;
    },
  };
}

/** A device is registered as "public", whatever the library stored for it: see patches/always-pairwise.ts. */
const asEntered = (client: AdapterPayload): AdapterPayload =>
  (client.grant_types as readonly string[] | undefined)?.some((grant) => grant.endsWith(':device_code'))
    ? { ...client, subject_type: 'public' }
    : client;
