/** Values that PostgreSQL keeps and that have no canonical form: the row does not verify, like any other forged one. */
import test, { type ExecutionContext } from 'ava';
import { openTestApp } from '../../../helpers/app.ts';
import { accountIdOf, both, notedIn, write } from '../../../helpers/attacks.ts';
import { clientFileFor, rosa } from '../../../helpers/client-app.ts';
import { assertTampered } from '../../../helpers/tampered.ts';

const instants = ['infinity', '-infinity', '294000-01-01'];

async function open(t: ExecutionContext) {
  const app = await openTestApp({ env: { THROTTLES: 'off' }, clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  return { app, id: await accountIdOf(app, rosa) };
}

for (const instant of instants)
  test(`[A11, threat 88] odd values: an account with the instant ${instant} is a forged row`, async (t) => {
    const { app, id } = await open(t);
    await write(app, `update accounts set key_changed_at = '${instant}', mac = mac || '\\x00' where id = $1`, [id]);
    await assertTampered(t, () => app.deps.accounts.find(id), 'accounts');
  });

const oddly: Readonly<Record<string, string>> = {
  'an instant without end': `update oidc_session set expires_at = 'infinity', mac = mac || '\\x00' where payload ? 'accountId'`,
  'a number beyond all': `update oidc_session set payload = payload || '{"loginTs": 1e400}', mac = mac || '\\x00' where payload ? 'accountId'`,
  'an id without bounds': `insert into oidc_session (id, payload, uid, expires_at, mac)
    select (select string_agg(sha256(n::text::bytea), '') from generate_series(1, 80) as n), payload, 'planted',
      expires_at, mac from oidc_session where payload ? 'accountId' and payload ->> 'accountId' = $1`,
};

for (const [what, statement] of Object.entries(oddly))
  test(`[A11, threat 88] odd values: a session with ${what} keeps no other from its end`, async (t) => {
    const { app, id } = await open(t);
    await both(app);
    await write(app, statement, statement.includes('$1') ? [id] : []);
    await t.notThrowsAsync(app.deps.sessions.endAll(id));
    t.deepEqual(await app.deps.sessions.list(id), []);
    t.truthy((await notedIn(app, 'oidc_session'))[0]);
  });
