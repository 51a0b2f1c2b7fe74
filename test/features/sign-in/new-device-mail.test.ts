import test from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import type { TestApp } from '../../helpers/app.ts';
import { answerOf, rosa } from '../../helpers/client-app.ts';
import { changeSii, openCompany, panaderia, panaderiaContacts } from '../../helpers/companies.ts';
import { asksForDeviceCode, deviceCodeIn, ROSAS_MAIL } from '../../helpers/new-device.ts';
import { openNewDevice } from '../../helpers/new-device-app.ts';

const MINUTE = 60_000;
const hasField = (page: { readonly html: string }): boolean => page.html.includes('name="codigo"');

/** Spends what three messages of a class spend: the next one to Rosa's mailbox is withheld. */
async function spendMessages({ deps }: TestApp, name: string): Promise<void> {
  for (let count = 0; count < 3; count += 1)
    await deps.throttles.consume(rateLimits.messageByRecipient, name, 'natural:44000001-0', ROSAS_MAIL);
}

test('[C14] until the mail has left the page never says that it did, keeps the place and reloads, with and without script', async (t) => {
  const { app, giveKey, see, type, code } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  const waits = (words: RegExp, shown: typeof page) => {
    t.regex(shown.text, words);
    t.notRegex(shown.text, /[Ee]nviado|[Ee]nviamos|mandamos/);
    t.false(hasField(shown));
    t.regex(shown.html, /<noscript><meta http-equiv="refresh" content="10"/);
    t.regex(shown.html, /<main[^>]* data-refresco="10"/);
    t.false(shown.text.includes(ROSAS_MAIL), 'the mailbox is masked');
  };
  waits(/Le enviaremos el código a r•••@c•••\.example/, page);
  app.advance(2 * MINUTE - 5000);
  waits(/Le enviaremos el código/, await see(browser, page));
  app.advance(6000);
  waits(/El correo todavía no sale\. .* demorando .* Guardamos su lugar/, await see(browser, page));
  app.advance(12 * MINUTE);
  waits(/El correo todavía no sale/, await see(browser, page));
  const digits = await code();
  const sent = await see(browser, page);
  t.regex(sent.text, /Enviamos un código a/);
  t.false(/http-equiv="refresh" content="10"/.test(sent.html));
  t.true(answerOf(await type(browser, sent, digits)).searchParams.has('code'), 'ten minutes count from dispatch');
});

test('[C14, P6] a mail that is withheld is said to be withheld, with its time, and the code is never skipped', async (t) => {
  const { app, giveKey, silently, type } = await openNewDevice(t, { throttles: 'on' });
  await spendMessages(app, 'code:key');
  const { browser, page } = await giveKey();
  t.regex(
    page.text,
    /No lo enviamos: ya enviamos varios mensajes a r•••@c•••\.example . Podrá pedir otro código (?:el \d+ de \w+ )?a las \d/,
  );
  t.false(hasField(page));
  t.is((await type(browser, page, '123456')).status, 422);
  t.is(await silently(browser), 'login_required');
});

test('[C14] codes that strangers cause leave those after a right key alone', async (t) => {
  const { app, giveKey, code } = await openNewDevice(t, { throttles: 'on' });
  await spendMessages(app, 'code');
  const { id } = (await app.deps.accounts.findByIdentifier('natural', '44000001-0' as never)) ?? { id: '' };
  for (let count = 0; count < 3; count += 1) await app.deps.throttles.consume(rateLimits.accountCodes, id, 'sign-in');
  await giveKey();
  t.is((await code()).length, 6);
});

test('[C14] a mailbox that takes no mail, or a mail that failed, is said; another code may be asked for', async (t) => {
  const { app, giveKey, see } = await openNewDevice(t);
  const { browser, page } = await giveKey();
  const die = (trouble: string | null) =>
    app.database.run((sql) => sql('outbox').where({ kind: 'account-code' }).update({ dead_at: new Date(), trouble }));
  await die('refused');
  const refused = await see(browser, page);
  t.regex(refused.text, /Ese correo no recibe mensajes/);
  await die(null);
  const failed = await see(browser, page);
  t.regex(failed.text, /No pudimos enviarlo/);
  for (const shown of [refused, failed]) {
    t.false(hasField(shown));
    t.regex(shown.text, /Enviar otro código/);
    t.regex(shown.html, /href="\/recuperar[^"]*">recupere su clave/);
  }
});

test('[C14] three codes a day that were not typed are the bound, which is said at the key; a code that was typed is given back', async (t) => {
  const { app, change, giveKey, see, type, code } = await openNewDevice(t, { throttles: 'on' });
  const next = () => app.advance(11 * MINUTE);
  for (let count = 0; count < 4; count += 1) {
    const { browser, page } = await giveKey();
    t.true(answerOf(await type(browser, await see(browser, page), await code())).searchParams.has('code'), `${count}`);
    next();
  }
  for (let count = 0; count < 3; count += 1, next()) t.true(asksForDeviceCode((await giveKey()).page), `${count}`);
  const { page } = await giveKey();
  t.is(page.status, 429);
  t.regex(page.text, /Ya pidió o escribió demasiados códigos\. Podrá pedir otro/);
  await change((latest) => ({ ...latest, keyChangedAt: app.deps.now() }));
  t.true(asksForDeviceCode((await giveKey()).page), 'what a thief of the old key spent does not bind the new one');
});

test('[C14] for a company the code goes to its e-mail on file, and the representative is looked up again', async (t) => {
  const { app, begin, go, see, type, silently } = await openNewDevice(t);
  await openCompany(app);
  const key = { perfil: 'juridica', rut: panaderia.rut, rut_representante: '44.000.002-9', clave: panaderia.key };
  const { browser, form } = await begin();
  const page = await go(browser, form, key);
  t.regex(page.text, /al correo registrado de la empresa/);
  const digits = await deviceCodeIn({ app, to: panaderiaContacts.office });
  t.is(await deviceCodeIn({ app, to: ROSAS_MAIL }), '');
  const sent = await see(browser, page);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== '44000002-9'),
  }));
  const refused = await type(browser, sent, digits);
  t.is(await silently(browser), 'login_required');
  t.is(refused.status, 422);
});

test('[C14] a representative in force signs in for the company with the code', async (t) => {
  const { app, begin, go, see, type } = await openNewDevice(t);
  await openCompany(app);
  const key = { perfil: 'juridica', rut: panaderia.rut, rut_representante: rosa.rut, clave: panaderia.key };
  const { browser, form } = await begin();
  const page = await go(browser, form, key);
  const digits = await deviceCodeIn({ app, to: panaderiaContacts.office });
  t.true(answerOf(await type(browser, await see(browser, page), digits)).searchParams.has('code'));
});
