import test from 'ava';
import { down, up } from '../../migrations/20261128004000-confirmed-contacts.ts';
import { sendAccountCode } from '../../src/account/account-code.ts';
import { confirmMobile, sendMobileCode } from '../../src/account/confirm-mobile.ts';
import { confirmRepresentative } from '../../src/account/confirm-representative.ts';
import { notifyAccount } from '../../src/account/notify-account.ts';
import { confirmedMobile } from '../../src/domain/contacts.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { instantOf } from '../../src/domain/instant.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerJuridica } from '../../src/features/registration/use-cases/register-juridica.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import type { TestApp } from '../helpers/app.ts';
import { companyRegistration, panaderia } from '../helpers/companies.ts';
import { confirmMobileOf, mobileCodeIn } from '../helpers/mobile.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  changeByLink,
  coded,
  DAY,
  elsewhere,
  HOUR,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  replaceByCard,
  stranger,
  tokenIn,
} from '../helpers/recovery.ts';
import { registration, withKey } from '../helpers/registration.ts';

const smsTo = async (app: TestApp, to: string) =>
  (await app.mailbox()).filter((message) => message.channel === 'sms' && message.to === to);

test('[A2, threat 11] guia: an unconfirmed mobile gets no key, no code and no notice; a confirmed one does', async (t) => {
  const app = await openWithCamila(t, { confirmed: false });
  await recoverByAnswer(app);
  await notifyAccount(app.deps, await accountNow(app), {
    kind: 'contest-over',
    at: instantOf(app.deps.now()),
    folio: 'CS-7F3K-9QWM',
  });
  const of = { purpose: 'change-key', contact: 'mobile', browser: 'uno' } as const;
  t.is(await coded(sendAccountCode(app.deps, { account: await accountNow(app), ...of })), 'contact-code-spent');
  t.deepEqual(await smsTo(app, camila.mobile), []);
  t.not(await provisionalIn(app, camila.email), '', 'the e-mail alone has the key');
  await confirmMobileOf(app, 'natural', camila.run);
  app.advance(HOUR);
  await recoverByAnswer(app);
  t.not(await provisionalIn(app, camila.mobile), '');
});

test('[A2] the code of another mobile, another browser or a replaced number confirms nothing', async (t) => {
  const app = await openWithCamila(t, { confirmed: false });
  const { deps } = app;
  const of = async (browser = 'uno') => ({ account: await accountNow(app), browser });
  await sendMobileCode(deps, await of());
  const code = await mobileCodeIn(app, camila.mobile);
  t.is(await coded(confirmMobile(deps, await of('otro'), code, owner)), 'contact-code-spent');
  t.is(
    await coded(confirmMobile(deps, await of(), code === '000000' ? '000001' : '000000', owner)),
    'contact-code-wrong',
  );
  await deps.accounts.change((await accountNow(app)).id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, mobile: parseMobile('40000099') },
  }));
  t.is(await coded(confirmMobile(deps, await of(), code, owner)), 'contact-code-spent', 'it was for another number');
  t.is(confirmedMobile(await accountNow(app)), undefined);
});

/** The victim's mailbox under an attacker's mobile and answer; returns the token of the mail. */
async function trap(app: TestApp): Promise<string> {
  const asked = registration({ email: parseEmail(camila.email), mobile: parseMobile(stranger.mobile) });
  await registerNatural(app.deps, asked, elsewhere(), 'navegador del ladrón');
  return tokenIn(app, camila.email, 'confirmar');
}

test('[A2, threat 41] a confirmation in another browser asks for the chosen key; a wrong one has five tries and spends no link', async (t) => {
  const app = await openAppFor(t, { throttles: 'on' });
  const token = await trap(app);
  const press = (key?: string) =>
    coded(confirmEmail(app.deps, { token, browser: 'suyo', key: key ? new Secret(key) : undefined }, owner));
  t.is(await press(), 'key-missing');
  for (const left of [4, 3, 2, 1]) t.is(await press('No-es-esa'), 'registered-key-wrong', `${left} left`);
  t.is(await press('No-es-esa'), 'registered-key-spent');
  t.is(await press('Quiltro-77'), 'registered-key-spent', 'not even the right one then');
  t.is(
    await app.deps.accounts.findByIdentifier('natural', camila.run).then((found) => found?.state),
    'pendiente_correo',
  );
  app.advance(DAY - HOUR);
  const fresh = { key: new Secret(CHOSEN.slice(0, 10)) };
  t.is(
    await coded(confirmEmail(app.deps, { token, browser: 'suyo', fresh }, owner)),
    'done',
    'another key always opens',
  );
});

test('[A2, threat 43] in the browser that registered no key is asked for', async (t) => {
  const app = await openAppFor(t);
  const token = await trap(app);
  await confirmEmail(app.deps, { token, browser: 'navegador del ladrón' }, owner);
  t.is((await accountNow(app)).state, 'activa');
});

test('[A2, threat 41] choosing a new key instead of a forgotten one removes the mobile, question and telephones of the registrant', async (t) => {
  const app = await openAppFor(t);
  const token = await trap(app);
  const chosen = CHOSEN.slice(0, 10);
  await confirmEmail(app.deps, { token, browser: 'suyo', fresh: { key: new Secret(chosen) } }, owner);
  const account = await accountNow(app);
  t.is(account.question, undefined);
  t.is(account.personal.mobile, undefined);
  t.is(await outcomeOf(app, 'Quiltro-77'), 'key-wrong', 'nor does the key of the stranger open');
  t.is(await outcomeOf(app, chosen), 'in');
  app.advance(DAY);
  await recoverByCard(app);
  t.deepEqual(await smsTo(app, stranger.mobile), []);
});

test('[A2, threat 43] where the registration showed a card, another key is chosen with the card only', async (t) => {
  const app = await openAppFor(t);
  const asked = registration({ serial: camila.serial, email: parseEmail(stranger.email) });
  await registerNatural(app.deps, asked, owner, 'suyo');
  const token = await tokenIn(app, stranger.email, 'confirmar');
  const fresh = { key: new Secret(CHOSEN.slice(0, 10)) };
  const asStranger = { token, browser: 'ajeno', fresh };
  t.is(await coded(confirmEmail(app.deps, asStranger, elsewhere())), 'serial-missing');
  t.is((await app.deps.accounts.findByIdentifier('natural', camila.run))?.state, 'pendiente_correo');
  const serial = asked.serial;
  t.is(await coded(confirmEmail(app.deps, { ...asStranger, fresh: { ...fresh, serial } }, owner)), 'done');
});

test('[A2, threat 31] segura: with the card an e-mail confirmed more than 30 days ago gets the link at once; a newer one waits out the period', async (t) => {
  for (const [days, alone] of [
    [28, false],
    [31, true],
  ] as const) {
    const app = await openWithCamila(t, { policy: 'segura', confirmed: false, card: true });
    app.advance(days * DAY);
    await recoverByCard(app);
    const token = await tokenIn(app, camila.email, 'recuperar/clave');
    t.is(token !== '', alone, `${days} days`);
    t.is((await tokenIn(app, camila.email, 'solicitud')) !== '', !alone);
    t.deepEqual(await smsTo(app, camila.mobile), []);
    if (alone) t.is(await changeByLink(app, token, ''), 'done');
  }
});

test('[A2] replaced contacts inherit no date of confirmation: the e-mail has its link’s, the mobile waits for its code', async (t) => {
  const app = await openWithCamila(t);
  const before = (await accountNow(app)).confirmed;
  t.truthy(before.mobile);
  await replaceByCard(app);
  app.advance(80 * HOUR);
  await applyDueChange(app.deps);
  const account = await accountNow(app);
  t.is(account.personal.email as string, stranger.email);
  t.true((account.confirmed.email ?? new Date(0)) > (before.email ?? new Date()));
  t.is(account.confirmed.mobile, undefined);
  t.deepEqual(await smsTo(app, stranger.mobile), [], 'the key went to the new e-mail alone');
  t.not(await provisionalIn(app, stranger.email), '');
});

test('[A2] a representative’s own mobile and e-mail get nothing about the company’s key before they are confirmed', async (t) => {
  const app = await openAppFor(t);
  const asked = companyRegistration();
  const email = parseEmail('rosa.soto@correo.example');
  await registerJuridica(app.deps, { ...asked, representative: { ...asked.representative, email } }, owner);
  t.deepEqual(await smsTo(app, '+56940000001'), [], 'no SMS before the e-mail is confirmed');
  const office = 'contacto@panaderia.example';
  await confirmEmail(app.deps, withKey(await tokenIn(app, office, 'confirmar'), panaderia.key), owner);
  const [sent, ...more] = await smsTo(app, '+56940000001');
  t.deepEqual(more, []);
  t.notRegex(sent?.text ?? '', /Panader|54\.?000|Rosa|https?:/, 'it names no person, no number and no link');
  const company = { profile: 'juridica', identifier: asked.company } as const;
  app.advance(DAY);
  await recoverByAnswer(app, company);
  t.deepEqual(
    (await messagesTo(app, email)).map(({ subject }) => subject),
    ['Confirme su correo en Clave Sence'],
  );
  await confirmRepresentative(app.deps, await tokenIn(app, email, 'confirmar-representante'), owner);
  await confirmMobileOf(app, 'juridica', asked.company);
  app.advance(DAY);
  await recoverByAnswer(app, company);
  t.true((await messagesTo(app, email)).length > 1);
  t.not(await provisionalIn(app, '+56940000001'), '');
});

test('[A2] a mobile on file before the upgrade counts as confirmed if a key that was sent to it was used', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.mobile);
  await app.database.run((sql) => sql('accounts').update({ mobile_confirmed_at: null }));
  const again = async () => {
    await down(app.database.knex);
    await up(app.database.knex);
    await app.sign();
    return (await accountNow(app)).confirmed.mobile;
  };
  t.is(await again(), undefined, 'sent and not used');
  t.is(await changeBy(app, key), 'done');
  t.truthy(await again());
  await replaceByCard(app);
  app.advance(80 * HOUR);
  await applyDueChange(app.deps);
  t.is(await again(), undefined, 'another mobile since');
});

test('[A2] honest users: a mailbox shared by a family, or by forty people of an office, opens each account with its own key', async (t) => {
  const app = await openAppFor(t);
  const email = parseEmail('familia@correo.example');
  const runs = ['44.000.003-7', '44.000.004-5', '44.000.005-3'];
  for (const [place, run] of runs.entries()) {
    const key = new Secret(`Quiltro-${place}7`);
    const asked = registration({ run: parseRun(run), email, key });
    await registerNatural(app.deps, asked, owner, 'el de la casa');
    const token = await tokenIn(app, email, 'confirmar');
    await confirmEmail(app.deps, { token, key }, owner);
    t.is((await app.deps.accounts.findByIdentifier('natural', asked.run))?.state, 'activa');
    app.advance(DAY);
  }
});

test('[A2] honest users: without a mobile keys are sent by e-mail under guia, and under segura with the card once the e-mail is 30 days old', async (t) => {
  const guia = await openWithCamila(t, { mobile: false });
  await recoverByAnswer(guia);
  t.not(await provisionalIn(guia, camila.email), '');
  const segura = await openWithCamila(t, { policy: 'segura', mobile: false, card: true });
  segura.advance(31 * DAY);
  await recoverByCard(segura);
  t.is(await changeByLink(segura, await tokenIn(segura, camila.email, 'recuperar/clave'), ''), 'done');
});
