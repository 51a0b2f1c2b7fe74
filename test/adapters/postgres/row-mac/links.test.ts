import { createHash, randomBytes } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { parseEmail } from '../../../../src/domain/email.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { correctEmail } from '../../../../src/features/registration/use-cases/amend-registration.ts';
import { confirmEmail } from '../../../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { isRefused, overwrite, plant, rowOf } from '../../../helpers/attack.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { newestLinkTo } from '../../../helpers/captcha.ts';
import { accountNow, camila, coded, DAY, HOUR, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { registration, withKey } from '../../../helpers/registration.ts';

const THIEF = 'ladron@malo.example';
const thief = { run: parseRun('44.000.004-5'), email: parseEmail(THIEF) };

/** Camila has an account, and another user registers a number of their own: the token is theirs. */
async function open(t: ExecutionContext) {
  const app = await openWithCamila(t);
  await registerNatural(app.deps, { ...registration(), ...thief }, owner);
  const token = await newestLinkTo(app, THIEF);
  const [link] = await app.raw.run<Record<string, unknown>[]>((sql) =>
    sql('links').where({ purpose: 'confirm-email', used_at: null }),
  );
  if (!link) throw new Error('no link waits');
  return { app, token, link, mine: { token_hash: link.token_hash } };
}

/** What is noted of a row, once the reference page was given. */
const alarms = (app: TestApp) =>
  app.raw.run<{ table_name: string; reference: string }[]>((sql) => sql('row_alarms').select());

test('[A11, threat 79] a link that is moved to another account opens nothing: page, log and alarm say what each may', async (t) => {
  const { app, token, mine } = await open(t);
  await overwrite(app, 'links', mine, { account_id: (await accountNow(app)).id });
  const page = await openBrowser().get(`${app.issuer}/confirmar/${token}`);
  t.is(page.status, 500);
  t.false(/links|MAC|cambiad[ao]/i.test(page.text), 'the page does not mention it');
  const [alarm] = await alarms(app);
  t.is(alarm?.table_name, 'links');
  t.true(page.text.includes(alarm?.reference ?? '?'));
  const line = app.logged.find((one) => one.includes(alarm?.reference ?? '?') && one.includes('links'));
  t.truthy(line, 'the log names table and reference');
  await t.throwsAsync(accountNow(app), undefined, 'the account that the row names is shut');
});

test('[A11, threat 79] a link does not change its purpose, what it names, its contact or its end', async (t) => {
  const { app, token, link, mine } = await open(t);
  const { deps } = app;
  await overwrite(app, 'links', mine, { purpose: 'sign-in' });
  await isRefused(t, 'links', () => deps.links.spend('sign-in', token), 'another purpose');
  await overwrite(app, 'links', mine, { purpose: link.purpose, about: (await accountNow(app)).id, used_at: null });
  await isRefused(t, 'links', () => deps.links.peek('confirm-email', token), 'another request');
  await overwrite(app, 'links', mine, { about: null, contact: null });
  await isRefused(t, 'links', () => deps.links.peek('confirm-email', token), 'another contact');
  await overwrite(app, 'links', mine, { contact: link.contact });
  t.truthy(await deps.links.peek('confirm-email', token), 'as it was written');
  app.advance(2 * DAY);
  t.is(await deps.links.peek('confirm-email', token), undefined);
  await overwrite(app, 'links', mine, { expires_at: new Date(deps.now().getTime() + HOUR) });
  await isRefused(t, 'links', () => deps.links.peek('confirm-email', token), 'it lives longer');
});

test('[A11, threat 79] a forged link opens nothing, with or without the MAC of another', async (t) => {
  const { app, link } = await open(t);
  const row = { ...link, purpose: 'sign-in', account_id: (await accountNow(app)).id, contact: null, browser: null };
  for (const mac of [null, link.mac]) {
    const token = randomBytes(32).toString('base64url');
    const token_hash = createHash('sha256').update(token).digest();
    await plant(app, 'links', { ...row, token_hash, mac });
    await isRefused(t, 'links', () => app.deps.links.spend('sign-in', token), String(mac));
  }
});

test('[A11, threat 80] a used link that is put back opens nothing more than its purpose still finds', async (t) => {
  const { app, token, mine } = await open(t);
  await confirmEmail(app.deps, withKey(token), owner);
  await overwrite(app, 'links', mine, { used_at: null });
  t.not(await coded(confirmEmail(app.deps, withKey(token), owner)), 'done', 'the account is open already');
});

test('[A11] the link to an address that was corrected confirms nothing when its row is put back', async (t) => {
  const { app, token, link, mine } = await open(t);
  const accountId = String(link.account_id);
  const correction = { accountId, browser: 'navegador', typed: thief.email };
  await correctEmail(app.deps, correction, parseEmail('otra@correo.example'), owner);
  await overwrite(app, 'links', mine, { expires_at: link.expires_at, mac: link.mac });
  t.is(await coded(confirmEmail(app.deps, withKey(token), owner)), 'link-spent');
  t.is((await rowOf(app, 'accounts', { id: accountId })).email_confirmed_at, null);
  t.is(String((await accountNow(app)).personal.email), camila.email);
});
