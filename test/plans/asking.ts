/** A process that queries the database by the product, and by itself; see record.test.ts. */

import { postgresClientUses } from '../../src/adapters/postgres/accounts/client-uses.ts';
import { openDatabase } from '../../src/adapters/postgres/database/database.ts';
import { postgresLinks } from '../../src/adapters/postgres/flows/links.ts';
import { oidcStore } from '../../src/adapters/postgres/oidc-store/oidc-store.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { NO_ACCOUNT } from '../../src/domain/account.ts';

const database = openDatabase(JSON.parse(process.env.TEST_PG ?? ''), 1);
const secrets = deriveSecrets(['a secret of this process that is long enough']);
const now = () => new Date();

for (let times = 0; times < 2; times += 1) await postgresClientUses(database, secrets, now).list(NO_ACCOUNT);
await postgresLinks(database, secrets, now).peek('hold', 'none');
await oidcStore(database, secrets, async () => {})('AccessToken').find('none');
await database.run((sql) => sql('accounts').where({ state: 'activa' }).first('id'));
await database.run((sql) => sql.raw('select count(*) from accounts'));
await database.close();
