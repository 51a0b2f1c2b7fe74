import type { Sessions } from '../../ports/companies.ts';
import type { Database } from './database.ts';

const OF_GRANT = ['access_token', 'authorization_code', 'refresh_token', 'device_code'];

/** Ends what the provider keeps of an account, in one transaction; the next use of a cookie or a token finds nothing. */
export function postgresSessions(database: Database): Sessions {
  const { run } = database;
  return {
    endAll: (accountId) =>
      database.atomically(async () => {
        const account = ["split_part(payload ->> 'accountId', '~', 1) = ?", [accountId]] as const;
        const grants = await run<{ id: Buffer }[]>((sql) =>
          sql('oidc_grant')
            .whereRaw(...account)
            .delete()
            .returning('id'),
        );
        const ids = grants.map(({ id }) => id);
        for (const model of OF_GRANT) await run((sql) => sql(`oidc_${model}`).whereIn('grant_id', ids).delete());
        return run<number>((sql) =>
          sql('oidc_session')
            .whereRaw(...account)
            .delete(),
        );
      }),
  };
}
