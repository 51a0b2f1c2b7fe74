import test from 'ava';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { answerOf, beginSignIn, clientFileFor, goThrough, openClient, rosa } from '../../helpers/client-app.ts';

test('[threat 780] a sign-in whose end is not stored as a whole stores none of it and gives no way back', async (t) => {
  const app = await openTestApp({ clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  const browser = openBrowser();
  const { to } = await beginSignIn(await openClient(app, 'capacita'));
  const page = await browser.get(answerOf(await browser.get(to.href)).href);
  const proved = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  const rows = async (table: string): Promise<number> =>
    Number((await app.raw.run<{ n: string }>((sql) => sql(table).count('* as n').first())).n);
  const shut = 'alter table oidc_authorization_code add constraint shut check (false) not valid';
  await app.raw.run((sql) => sql.raw(shut));
  const back = await browser.get(answerOf(proved).href);
  t.true(back.status >= 500, String(back.status));
  t.is(back.headers.get('location'), null);
  for (const table of ['oidc_session', 'oidc_grant', 'platform_uses']) t.is(await rows(table), 0, table);
  t.is(await rows('oidc_interaction'), 1);
  await app.raw.run((sql) => sql.raw('alter table oidc_authorization_code drop constraint shut'));
  // Its row is still there: the same address ends it.
  const again = await browser.get(answerOf(proved).href);
  t.regex(String(again.headers.get('location')), /[?&]code=/);
});

test('[threat 780] a sign-in in a session that is there leaves it as it was, where its end is not stored', async (t) => {
  const app = await openTestApp({ clients: [clientFileFor('capacita')] });
  t.teardown(app.stop);
  const browser = openBrowser();
  const client = await openClient(app, 'capacita');
  answerOf(await goThrough(browser, (await beginSignIn(client)).to, rosa));
  const sessions = () => app.raw.run<{ id: Buffer }[]>((sql) => sql('oidc_session').select('id'));
  const before = await sessions();
  t.is(before.length, 1);
  const page = await browser.get(
    answerOf(await browser.get((await beginSignIn(client, { prompt: 'login' })).to.href)).href,
  );
  const proved = await browser.send(page, { rut: rosa.rut, clave: rosa.key });
  await app.raw.run((sql) => sql.raw('alter table platform_uses add constraint shut check (false) not valid'));
  const back = await browser.get(answerOf(proved).href);
  t.true(back.status >= 500, String(back.status));
  t.deepEqual(await sessions(), before);
  await app.raw.run((sql) => sql.raw('alter table platform_uses drop constraint shut'));
  t.regex(String((await browser.get(answerOf(proved).href)).headers.get('location')), /[?&]code=/);
  const after = await sessions();
  t.is(after.length, 1);
  t.notDeepEqual(after, before);
});
