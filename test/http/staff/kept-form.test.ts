import test from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import { packAccount } from '../../../src/http/staff/account-ticket.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import type { Browser } from '../../helpers/browser.ts';
import { pedro, rosa } from '../../helpers/client-app.ts';
import { type AtDesk, acceptStaff, openStaff } from '../../helpers/staff.ts';
import { attack } from '../../helpers/tampered.ts';

const MINUTE = 60_000;
const app: TestApp = await openTestApp();
test.after.always(() => app.stop());

const invite = `${app.issuer}/mesa/equipo/invitar`;
const written = { nombres: 'Marta', oficina: 'Ventanilla Rupanco', rol_revisor: 'si' };
const KEPT = '/mesa/ingreso?listo=kept';

/** The same member signs in again in this browser, with another session. */
async function signInAgain(browser: Browser, { member }: Pick<AtDesk, 'member'>): Promise<void> {
  browser.cookies.set('cs_mesa', await app.deps.staffSessions.begin(member.id, 'passkey'));
}

/** An administrador who has written half an invitation; then `ends` happens, and the form is sent. */
async function halfWritten(run: string, ends: (at: AtDesk) => Promise<unknown>) {
  const at = await openStaff(app, { roles: ['administrador'], run });
  const page = await at.browser.get(invite);
  await ends(at);
  return { ...at, page, sent: await at.browser.send(page, written) };
}

const idle = async () => app.advance(16 * MINUTE);
const signOut = async ({ browser }: AtDesk) => browser.send(await browser.get(`${app.issuer}/mesa/salir`), {});

for (const [nth, [how, ends]] of Object.entries({
  'sixteen idle minutes': idle,
  'a sign-out in another tab': signOut,
}).entries())
  test.serial(
    `[threat 300] a form that comes after ${how} is kept, shown to the same member once, and not sent`,
    async (t) => {
      const { sent, ...at } = await halfWritten(`4400010${nth}-0`, ends);
      t.is(sent.headers.get('location'), KEPT);
      t.regex((await at.browser.get(app.issuer + KEPT)).text, /Guardamos lo que escribió: ingrese de nuevo/);
      await signInAgain(at.browser, at);
      t.regex(
        (await at.browser.get(`${app.issuer}/mesa/equipo`)).text,
        /Guardamos lo que escribió antes.*Abrir esa página/s,
      );
      const again = await at.browser.get(invite);
      t.regex(again.text, /Recuperamos lo que escribió/);
      t.regex(again.html, /name="nombres"[^>]*value="Marta"|value="Marta"[^>]*name="nombres"/);
      t.regex(again.html, /name="rol_revisor"[^>]*checked/);
      t.notRegex(again.html, /name="rol_auditor"[^>]*checked/);
      t.is(
        (await app.deps.staff.list()).members.filter(({ office }) => office === 'Ventanilla Rupanco').length,
        0,
        'nothing was sent',
      );
      t.notRegex((await at.browser.get(invite)).text, /Recuperamos/, 'once');
    },
  );

test.serial('a form of an earlier session of the same member, sent in a new one, is shown again at once', async (t) => {
  const at = await halfWritten('44000110-0', async (before) => {
    await signOut(before);
    await signInAgain(before.browser, before);
  });
  t.is(at.sent.headers.get('location'), '/mesa/equipo/invitar');
  t.regex((await at.browser.get(invite)).html, /value="Ventanilla Rupanco"/);
});

test.serial(
  '[threat 301] what a member wrote is shown to no other member, in no other browser, and not after twelve hours',
  async (t) => {
    const at = await halfWritten('44000111-9', idle);
    const other = await openStaff(app, { roles: ['administrador'], run: '44000112-7' });
    await signInAgain(at.browser, other);
    t.notRegex((await at.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
    t.is((await at.browser.send(at.page, written)).status, 403, 'the form of another member is dropped');
    t.notRegex((await at.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
    await signInAgain(other.browser, at);
    t.notRegex((await other.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
    app.advance(12 * 60 * MINUTE);
    await signInAgain(at.browser, at);
    t.notRegex((await at.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
  },
);

test.serial(
  '[threat 302] the text of a member who is suspended is dropped, before or after it came, and a new link drops it too',
  async (t) => {
    const kept = await halfWritten('44000113-5', idle);
    t.is(kept.sent.headers.get('location'), KEPT);
    await app.deps.staff.suspend(kept.member.id);
    const suspended = await halfWritten('44000114-3', ({ member }) => app.deps.staff.suspend(member.id));
    t.is(suspended.sent.headers.get('location'), '/mesa/ingreso');
    const replaced = await halfWritten('44000115-1', async ({ member }) => {
      app.advance(MINUTE);
      await app.deps.staffLinks.spend(await app.deps.staffLinks.make(member.id));
    });
    t.is(replaced.sent.headers.get('location'), '/mesa/ingreso');
    for (const at of [kept, suspended]) {
      await app.deps.staff.restore(at.member.id);
      await acceptStaff(app, at.member.id);
      await signInAgain(at.browser, at);
      t.notRegex((await at.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
    }
  },
);

test.serial('[threat 303] a stranger, another browser and a form of elsewhere keep nothing', async (t) => {
  const at = await openStaff(app, { roles: ['administrador'], run: '44000116-K' });
  const page = await at.browser.get(invite);
  const hidden = Object.fromEntries(
    [...page.html.matchAll(/type="hidden" name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  );
  t.true('escrito' in hidden);
  app.advance(16 * MINUTE);
  const { browser: stranger } = await openStaff(app, { run: '44000117-8' });
  stranger.cookies.delete('cs_mesa');
  t.is((await stranger.post(invite, { ...hidden, ...written })).headers.get('location'), '/mesa/ingreso');
  const from = { Origin: 'https://otro.example' };
  t.is((await at.browser.post(invite, { ...hidden, ...written }, from)).headers.get('location'), '/mesa/ingreso');
  t.is((await at.browser.post(invite, { ...hidden, ...written, ficha: 'x' })).headers.get('location'), '/mesa/ingreso');
  const blank = Object.fromEntries(Object.keys(written).map((name) => [name, ' ']));
  t.is(
    (await at.browser.post(invite, { ...hidden, ...blank })).headers.get('location'),
    '/mesa/ingreso',
    'nothing written',
  );
});

test.serial(
  '[threat 304] a text is readable in no row of the database, and opens in the row of no other member',
  async (t) => {
    const at = await halfWritten('44000118-6', idle);
    const other = await openStaff(app, { roles: ['administrador'], run: '44000119-4' });
    const rows = await app.raw.run<{ content: Buffer }[]>((knex) => knex('staff_kept_forms').select('content'));
    t.false(rows.some(({ content }) => content.includes('Ventanilla Rupanco')));
    await attack(app, 'update staff_kept_forms set staff_id = :other where staff_id = :id', {
      other: other.member.id,
      id: at.member.id,
    });
    await signInAgain(at.browser, other);
    t.notRegex((await at.browser.get(invite)).html, /Ventanilla Rupanco|Guardamos/);
  },
);

async function idOf({ rut }: { readonly rut: string }): Promise<string> {
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rut));
  if (!account) throw new Error('no account');
  return account.id;
}

test.serial('[threat 305] a reason is shown again for the same person alone, who is opened anew', async (t) => {
  const [id, another] = [await idOf(rosa), await idOf(pedro)];
  const at = await openStaff(app, { roles: ['agente'], run: '44000120-8' });
  const addressFor = async (account: string) => {
    const session = await app.deps.staffSessions.use(at.browser.cookies.get('cs_mesa') ?? '');
    if (session === 'idle' || session === 'over') throw new Error('no session');
    return `${app.issuer}/mesa/abrir/${packAccount(app.deps, { sessionId: session.id }, account)}`;
  };
  const page = await at.browser.get(await addressFor(id));
  app.advance(16 * MINUTE);
  t.is((await at.browser.send(page, { por_que: 'Llamó por su clave' })).headers.get('location'), KEPT);
  await signInAgain(at.browser, at);
  t.regex((await at.browser.get(`${app.issuer}/mesa`)).text, /Busque de nuevo a la persona/);
  t.notRegex((await at.browser.get(await addressFor(another))).text, /Llamó por su clave/);
  const again = await at.browser.get(await addressFor(id));
  t.regex(again.text, /Recuperamos lo que escribió.*Llamó por su clave/s);
});
