import test from 'ava';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { clientFileFor, openClient, type Person, pedro, rosa, signIn, userInfo } from '../helpers/client-app.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp({
    env: { THROTTLES: 'off' },
    clients: [clientFileFor('capacita'), clientFileFor('subsidia'), clientFileFor('ajena', { sector: 'otra' })],
  });
});

test.after.always(() => app?.stop());

async function subjectAt(id: string, person: Person = rosa): Promise<string> {
  const client = await openClient(app, id);
  const { tokens } = await signIn(client, { person });
  const { sub } = await userInfo(client, tokens);
  return sub;
}

test('[security 33, protocol 23] sub is the same at two clients of one sector and another in another sector', async (t) => {
  const [one, sister, other] = [await subjectAt('capacita'), await subjectAt('subsidia'), await subjectAt('ajena')];
  t.is(one, sister);
  t.not(one, other);
});

test('[protocol 23] sub stays the same across logins and a restart of the provider', async (t) => {
  const before = await subjectAt('capacita');
  t.is(await subjectAt('capacita'), before);
  await app.rebuild();
  t.is(await subjectAt('capacita'), before);
});

test('two people have two subjects, and none reveals the account or the RUT', async (t) => {
  const [rosas, pedros] = [await subjectAt('capacita'), await subjectAt('capacita', pedro)];
  t.not(rosas, pedros);
  const known = await app.database.run<{ id: string; subject_id: string; identifier: string }[]>((sql) =>
    sql('accounts').select('id', 'subject_id', 'identifier'),
  );
  for (const { id, subject_id, identifier } of known) {
    for (const secret of [id, subject_id, identifier, identifier.slice(0, 8)]) t.false(rosas.includes(secret));
  }
});
