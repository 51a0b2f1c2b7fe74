import test from 'ava';
import { refuseOtherRpId } from '../../src/app/own-database.ts';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { enrolledPasskey, whoIs } from '../helpers/passkeys.ts';
import { openWithCamila } from '../helpers/recovery.ts';

const at = (issuer: string) => readConfig({ ISSUER: issuer });

test('the domain of passkeys is free until the first one; then a server with another one does not start, with the reason', async (t) => {
  const app = await openWithCamila(t, { narrow: true });
  await t.notThrowsAsync(refuseOtherRpId(app.database, at('http://127.0.0.1:3000')));
  await enrolledPasskey(app, await whoIs(app));
  const error = await t.throwsAsync(refuseOtherRpId(app.database, at('http://127.0.0.1:3000')), {
    instanceOf: ConfigError,
  });
  t.regex(error?.message ?? '', /WEBAUTHN_RP_ID: las llaves de acceso de esta base de datos son de localhost/);
  await t.notThrowsAsync(refuseOtherRpId(app.database, at('http://localhost:3999')), 'the port does not matter');
  await t.notThrowsAsync(app.beside(), 'a second instance with the same domain starts');
});

test('a passkey of a server that was started with another domain meanwhile is not stored', async (t) => {
  const app = await openWithCamila(t);
  await app.database.run((sql) => sql('relying_party').insert({ id: 1, rp_id: 'otra.example', noted_at: new Date() }));
  await t.throwsAsync(enrolledPasskey(app, await whoIs(app)), { message: /another WEBAUTHN_RP_ID/ });
  t.deepEqual(await app.deps.credentials.ofAccount((await whoIs(app)).account.id), []);
});
