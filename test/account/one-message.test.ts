/** One act sends one message to an address: a user who gets more of them reads none. */
import test from 'ava';
import { confirmNow, sendCodes } from '../../src/account/confirm-now.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { updateData } from '../../src/account/update-data.ts';
import type { DataChanges } from '../../src/domain/data-update.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { confirmContact } from '../../src/features/pending-changes/use-cases/confirm-contact.ts';
import type { TestApp } from '../helpers/app.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  camila,
  changeByLink,
  codeIn,
  elsewhere,
  finishAs,
  newestIn,
  openWithCamila,
  outcomeOf,
  owner,
  recoverByAnswer,
  recoverByCard,
  replaceByCard,
  stranger,
  takeBack,
  tokenIn,
  waitOut,
} from '../helpers/recovery.ts';

const moved = { street: 'Los Boldos', number: '7', comuna: '13101' } as const;
const everything: DataChanges = {
  address: moved,
  contacts: { email: parseEmail(stranger.email), mobile: parseMobile(stranger.mobile) },
};

/** The messages of an act, as "channel recipient", in order; and the messages themselves. */
async function sentBy(app: TestApp, act: () => Promise<unknown>) {
  const before = (await app.mailbox()).length;
  await act();
  const all = await app.mailbox();
  const sent = all.slice(0, all.length - before);
  return { sent, to: sent.map(({ channel, to }) => `${channel} ${to}`).sort() };
}

const bothContacts = [`mail ${camila.email}`, `sms ${camila.mobile}`];

test('[P9] an update of address, e-mail and mobile sends each address one message, and none says «actualizados»', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  const { sent, to } = await sentBy(app, () =>
    updateData(app.deps, account, { changes: everything, proved: provedAs(account) }, elsewhere()),
  );
  t.deepEqual(to, [`mail ${camila.email}`, `mail ${stranger.email}`, `sms ${camila.mobile}`]);
  for (const { subject, text } of sent) t.notRegex(subject + text, /actualizad/);
  const mail = sent.find((one) => one.to === camila.email)?.text ?? '';
  t.regex(mail, /En espera: Email y Celular\nYa cambió: Domicilio\n/);
  t.regex(mail, /Ver o detener la solicitud:\n\S+\/solicitud\//);
  t.regex(mail, /Detener toda la cuenta:\n\S+\/no-fui-yo\//);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is((await accountNow(app)).state, 'congelada', 'the link of the merged message stops the account');
});

test('[P9] an update of one contact names that one as waiting, and nothing as changed', async (t) => {
  const app = await openWithCamila(t);
  const contacts = { email: parseEmail(stranger.email), mobile: parseMobile(camila.mobile) };
  const account = await accountNow(app);
  const { sent } = await sentBy(app, () =>
    updateData(app.deps, account, { changes: { contacts }, proved: provedAs(account) }, elsewhere()),
  );
  const mail = sent.find((one) => one.to === camila.email)?.text ?? '';
  t.regex(mail, /En espera: Email\n/);
  t.notRegex(mail, /Ya cambió|otros datos/);
});

test('[P9] a new spelling of the mailbox on file is notified once that the contact changed', async (t) => {
  const app = await openWithCamila(t);
  const contacts = { email: parseEmail('Camila+cursos@correo.example'), mobile: parseMobile(camila.mobile) };
  const account = await accountNow(app);
  const { request = '' } = await updateData(
    app.deps,
    account,
    { changes: { contacts }, proved: provedAs(account) },
    elsewhere(),
  );
  const confirms = await newestIn(app, contacts.email, /confirmar-contacto\/([\w-]+)/);
  await confirmContact(app.deps, confirms, owner);
  await sendCodes(app.deps, request);
  const code = await newestIn(app, camila.email, /Código:\s+(\d{6})/);
  const { to } = await sentBy(app, () => confirmNow(app.deps, request, { email: code }, owner));
  t.deepEqual(to, [`mail ${camila.email}`]);
});

test('[P9] a key that is chosen after a stop is one message to each contact, which says that the account works again', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  await recoverByCard(app);
  const link = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  const { sent, to } = await sentBy(app, () => changeByLink(app, link, code));
  t.deepEqual(to, bothContacts);
  t.regex(sent.find(({ channel }) => channel === 'mail')?.text ?? '', /estaba detenida y vuelve a funcionar/);
});

test('[P9] contacts that are restored are notified once each, also the one that stayed', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  await waitOut(app);
  await app.mailbox();
  await finishAs(app, stranger);
  const token = await tokenIn(app, camila.email, 'revertir');
  const { sent } = await sentBy(app, () => takeBack(app, token));
  const back = sent.filter(({ text }) => /[Vv]olvieron/.test(text)).map(({ to }) => to);
  t.deepEqual([...back].sort(), [...new Set(back)].sort());
  t.true(back.includes(camila.email) && back.includes(stranger.email));
});

test('[P9] the mail with the provisional key leads to the page that changes it, without a number in the address', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const mail = await newestIn(app, camila.email, /Cambiar mi clave:\n(\S+)/);
  t.is(mail, `${app.issuer}/cambiar/natural`);
  const page = await fetch(mail);
  t.is(page.status, 200);
  t.regex(await page.text(), /CS Actual/);
});

test('[P9] segura sends no provisional key: its mail leads to the page of the link', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  t.is(await newestIn(app, camila.email, /(Cambiar mi clave)/), '');
  t.regex(await newestIn(app, camila.email, /Elegir mi clave nueva:\n(\S+)/), /\/recuperar\/clave\/[\w-]+$/);
});
