import test from 'ava';
import pg from 'pg';
import { clientSettings } from '../../src/adapters/postgres/database/client.ts';
import { PAGE } from '../../src/adapters/postgres/database/limits.ts';
import { readConfig } from '../../src/config/config.ts';

for (const address of [
  'postgresql://clave:secreto@uno.example:5432,dos.example:5433/clave?target_session_attrs=read-write',
  'postgres://clave:secreto@uno.example,dos.example/clave',
  'postgres://clave:secreto@uno.example,dos.example:5432/clave',
  'postgres://clave:secreto@/clave?host=uno.example,dos.example',
  'postgres://clave:secreto@10.0.0.1,10.0.0.2/clave',
  'postgres:///clave?host=uno.example&host=dos.example',
])
  test(`[B11] DATABASE_URL with two hosts is refused for that reason, and for no other: ${address}`, (t) => {
    const error = t.throws(() => readConfig({ DATABASE_URL: address }));
    t.regex(
      error?.message ?? '',
      /DATABASE_URL: nombra varios servidores, y este producto se conecta a uno: dé la dirección/,
    );
    t.notRegex(error?.message ?? '', /begins with|secreto/);
  });

for (const address of [
  'postgres://clave:con,coma@uno.example:5432/clave',
  'postgresql://clave@[::1]:5432/clave?application_name=a,b',
  'postgres://clave:secreto@%2Fvar%2Frun%2Fpostgresql/clave',
  'postgres:///clave?host=/var/run/postgresql',
])
  test(`[B11] DATABASE_URL with one host is accepted: ${address}`, (t) => {
    t.is(readConfig({ DATABASE_URL: address }).databaseUrl, address);
  });

test('[B11] DATABASE_URL that is no address of PostgreSQL is refused for that reason', (t) => {
  t.throws(() => readConfig({ DATABASE_URL: 'mysql://uno/clave' }), { message: /comience con postgres:\/\// });
});

for (const [address, host] of [
  ['postgresql://clave:secreto@[::1]:5433/clave', '::1'],
  ['postgres://clave:secreto@[2001:db8::7]/clave?application_name=a', '2001:db8::7'],
  ['postgres://clave:[secreto]@uno.example/clave', 'uno.example'],
  ['postgres://clave@[::1]/clave?host=/var/run/postgresql', '/var/run/postgresql'],
] as const)
  test(`[B11] the host of DATABASE_URL is looked up without brackets: ${address}`, (t) => {
    const client = new pg.Client(clientSettings(address, PAGE));
    t.is(client.host, host);
    t.is(client.database, 'clave');
  });
