import type { RelyingParty } from '../../../ports/passkeys.ts';
import type { Database } from '../database/database.ts';

/** The domain of passkeys in PostgreSQL: one row, written once. */
export function postgresRelyingParty(database: Database, rpId: string | undefined, now: () => Date): RelyingParty {
  return {
    async note() {
      await database.run((sql) =>
        sql('relying_party').insert({ id: 1, rp_id: rpId, noted_at: now() }).onConflict('id').ignore(),
      );
      const first = await storedRpId(database);
      if (first !== rpId)
        throw new Error(`passkeys of ${first}: this server has another WEBAUTHN_RP_ID, start it anew`);
    },
  };
}

/** The domain of the first passkey; undefined before there is one. */
export async function storedRpId(database: Database): Promise<string | undefined> {
  const row = await database.run<{ rp_id: string } | undefined>((sql) => sql('relying_party').first('rp_id'));
  return row?.rp_id;
}
