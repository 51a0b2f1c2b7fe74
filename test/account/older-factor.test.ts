import test, { type ExecutionContext } from 'ava';
import { codesOf } from '../../src/account/confirm-now.ts';
import { proveHolder } from '../../src/account/proved-holder.ts';
import { updateData } from '../../src/account/update-data.ts';
import { pendingChangeOfLink, withdrawPendingChange } from '../../src/account/withdraw-pending-change.ts';
import { confirmedMobile } from '../../src/domain/contacts.ts';
import type { DataChanges } from '../../src/domain/data-update.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import type { FactorAgain } from '../../src/domain/second-factor.ts';
import { confirmContact } from '../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../helpers/app.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  actsOf,
  camila,
  coded,
  DAY,
  elsewhere,
  messagesTo,
  openWithCamila,
  owner,
  recoverByCard,
  stranger,
  tokenIn,
} from '../helpers/recovery.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

const both: DataChanges = {
  contacts: { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) },
};
const onlyMobile: DataChanges = { contacts: { email: parseEmail(camila.email), mobile: parseMobile(stranger.mobile) } };
const address = { street: 'Los Boldos', number: '7', comuna: '13101' };

async function update(app: TestApp, changes: DataChanges, factor: FactorAgain = 'settled', byMail = false) {
  const account = await accountNow(app);
  const asked = { changes, proved: provedAs(account, undefined, factor), byMail };
  return updateData(app.deps, account, asked, elsewhere());
}

const onFile = async (app: TestApp) => {
  const { email, mobile } = (await accountNow(app)).personal;
  return [email as string, mobile as string | undefined];
};
const confirms = async (app: TestApp) =>
  confirmContact(app.deps, await tokenIn(app, stranger.email, 'confirmar-contacto'), elsewhere());
const textsTo = async (app: TestApp, to: string): Promise<string> =>
  (await messagesTo(app, to)).map(({ subject, text }) => `${subject} ${text}`).join('\n');

async function open(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const { secret } = await enrolled(app);
  return { app, secret };
}

test('[floor 5] with a factor older than seven days a new mobile is on file at once, a new e-mail once it is confirmed', async (t) => {
  const { app } = await open(t);
  const { atOnce, request = '' } = await update(app, both);
  t.true(atOnce);
  t.deepEqual(await onFile(app), [camila.email, stranger.mobile]);
  t.is(confirmedMobile(await accountNow(app)), undefined, 'a new mobile is unconfirmed until a code from it is typed');
  t.like(await pendingChangeOfLink(app.deps, request), { state: 'waiting' });
  t.deepEqual(await codesOf(app.deps, request), [], 'no code is needed');
  await confirms(app);
  t.deepEqual(await onFile(app), [stranger.email, stranger.mobile]);
  t.like(await pendingChangeOfLink(app.deps, request), { state: 'done' });
  t.is((await actsOf(app)).filter((act) => act === 'hold.done').length, 2);
});

test('[floor 5] the contacts on file are told of it in one message each, without a link that restores them', async (t) => {
  const { app } = await open(t);
  const before = (await messagesTo(app, camila.email)).length;
  const { request } = await update(app, { ...onlyMobile, address });
  t.deepEqual(await onFile(app), [camila.email, stranger.mobile]);
  t.like(await pendingChangeOfLink(app.deps, request ?? ''), { state: 'done' });
  const mails = await messagesTo(app, camila.email);
  t.is(mails.length, before + 1);
  t.is(mails[0]?.subject, 'Cambiaron los contactos de su Clave Sence');
  t.regex(mails[0]?.text ?? '', /Con la clave y el segundo factor[\s\S]*Ya cambió: Celular\nTambién cambió: Domicilio/);
  t.notRegex(mails[0]?.text ?? '', /https?:\/\/\S*\/(revertir|solicitud|no-fui-yo)\//);
  t.regex(await textsTo(app, camila.mobile), /cambiaron su correo o celular con su clave y segundo factor/);
  t.is((await messagesTo(app, stranger.mobile)).length, 0, 'the new mobile is not confirmed');
});

test('[floor 5] what waits for the new e-mail alone is told so, and can be stopped until then', async (t) => {
  const { app } = await open(t);
  const { request = '' } = await update(app, both);
  const mail = (await messagesTo(app, camila.email))[0]?.text ?? '';
  t.regex(mail, /Con la clave y el segundo factor de su cuenta/);
  t.regex(mail, /En espera: Email\nYa cambió: Celular\n/);
  t.notRegex(mail, /se hace recién/);
  const page = await (await fetch(`${app.issuer}/solicitud/${request}`)).text();
  t.regex(page, /El cambio se hará apenas lo confirmen desde el correo nuevo/);
  t.notRegex(page, /Se hará el/);
  await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
  await coded(confirms(app));
  t.deepEqual(await onFile(app), [camila.email, stranger.mobile]);
});

test('[floor 5] once the e-mail is replaced the old one gets a notice without a link, and no warning of a later recovery', async (t) => {
  const { app } = await open(t);
  await update(app, both);
  await confirms(app);
  const [last] = await messagesTo(app, camila.email);
  t.is(last?.subject, 'Cambiaron los contactos de su Clave Sence');
  t.notRegex(last?.text ?? '', /\/(revertir|no-fui-yo)\//);
  const told = (await messagesTo(app, camila.email)).length;
  await recoverByCard(app);
  t.is((await messagesTo(app, camila.email)).length, told);
});

test('[threat 163, floor 5] a younger factor hastens nothing, nor any within 72 hours after a link in the mailbox', async (t) => {
  for (const how of ['young', 'by mail', 'rests'] as const) {
    const { app } = await open(t);
    const { id: accountId, subject } = await accountNow(app);
    if (how === 'rests') await app.deps.audit.record({ act: 'mailbox.opened', accountId, subject });
    const { atOnce } = await update(app, both, how === 'young' ? 'young' : 'settled', how === 'by mail');
    t.false(atOnce, how);
    await confirms(app);
    t.deepEqual(await onFile(app), [camila.email, camila.mobile], how);
    t.regex(await textsTo(app, camila.email), /se hace recién/, how);
  }
});

test('[floor 5] the age is that of the factor that was shown', async (t) => {
  const { app, secret } = await open(t);
  await app.advance(7 * DAY + 60_000);
  const account = await accountNow(app);
  const digits = digitsAt(secret, app.deps.now());
  const proved = await proveHolder(app.deps, { account, actor: undefined }, digits, owner);
  t.true((await updateData(app.deps, account, { changes: onlyMobile, proved }, owner)).atOnce);
  t.deepEqual(await onFile(app), [camila.email, stranger.mobile]);
});
