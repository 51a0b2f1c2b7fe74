/** The pages of the auditores: what they list, what the file has, and how an alarm is marked. */
import test, { type ExecutionContext } from 'ava';
import { staffMark } from '../../../src/domain/staff.ts';
import { readCaseAs } from '../../../src/features/cases/use-cases/read-case.ts';
import { openSheet } from '../../../src/features/desk/use-cases/open-sheet.ts';
import { csvLine } from '../../../src/features/oversight/csv.ts';
import { openCamilasCase } from '../../helpers/cases.ts';
import { atDesk, because, deskActsIn, toNoon } from '../../helpers/desk.ts';
import { accountNow, camila, openWithCamila } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const neighbour = { name: { given: 'Pedro', paternal: 'Vidal', maternal: 'Reyes' }, commune: '13101' };

/** An agente has opened the sheet of Camila, who has the same surname and commune. */
async function openVisited(t: ExecutionContext) {
  const app = await openWithCamila(t, { throttles: 'on' });
  toNoon(app);
  const { member } = await openStaff(app, { ...neighbour, roles: ['agente'], office: '=Santiago' });
  await openSheet(app.deps, member, (await accountNow(app)).id, because, atDesk);
  const { browser, member: auditor } = await openStaff(app, { roles: ['auditor'] });
  return { app, member, browser, auditor, list: `${app.issuer}/mesa/auditoria` };
}

test('alarms come first; a visit is listed with member, office, reason, masked number and network, and no more of the person', async (t) => {
  const { browser, list } = await openVisited(t);
  const { text, html } = await browser.get(list);
  t.true(text.indexOf('Alarmas sin revisar') < text.indexOf('Qué hizo la mesa'));
  t.regex(text, /un apellido suyo y de su misma comuna Pedro Vidal Reyes 44\.•••\.•••-7/);
  t.regex(
    text,
    /Pedro Vidal Reyes =Santiago Abrió una ficha La persona llama por teléfono: Llamó porque no puede ingresar 44\.•••\.•••-7 [0-9a-f]{8}/,
  );
  for (const secret of [camila.email, camila.mobile, '44000003', '44.000.003', 'Camila', '192.0.2.10'])
    t.false(html.includes(secret), secret);
});

test('what a member read and did at a case and at a counter is listed in words, and with the network', async (t) => {
  const { app, member, browser, list } = await openVisited(t);
  const folio = await openCamilasCase(app, 'correo-perdido');
  await readCaseAs(app.deps, { folio, member: member.id, visitor: atDesk }, 'resolver');
  const details = { ...staffMark(member), verdict: 'matches' };
  await app.deps.audit.record({ act: 'cedula.checked', visitor: atDesk, details });
  const { text } = await browser.get(list);
  t.regex(text, /Leyó un caso (\S+ )*?44\.•••\.•••-7 [0-9a-f]{8}/);
  t.regex(text, /Comparó una cédula en el mostrador/);
  t.notRegex(text, /[a-z]+\.[a-z]+-?[a-z]* (Ninguna|44)/, 'no act is shown by its code');
});

test('a tab of the desk has a name of its own: the calls that were not recognised are no second Auditoría', async (t) => {
  const { browser, list } = await openVisited(t);
  const { html } = await browser.get(list);
  const nav = /<nav aria-label="Mesa de ayuda">.*?<\/nav>/s.exec(html)?.[0] ?? '';
  const names = [...nav.matchAll(/<a [^>]*>([^<]+)<\/a>/g)].map(([, name]) => name);
  t.true(names.includes('Llamadas'));
  t.is(new Set(names).size, names.length, names.join(', '));
});

test('filters by member, act and day narrow the list; a word that is none changes nothing', async (t) => {
  const { app, browser, list, member, auditor } = await openVisited(t);
  const reads = async (query: string) => (await browser.get(`${list}?${query}`)).text;
  t.regex(await reads(`persona=${member.id}`), /Abrió una ficha La persona/);
  t.notRegex(await reads(`persona=${auditor.id}`), /Abrió una ficha La persona/);
  t.notRegex(await reads('acto=staff.left'), /Abrió una ficha La persona/);
  t.regex(await reads('acto=desk.visit'), /Abrió una ficha La persona/);
  const day = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Santiago' }).format(at);
  t.regex(await reads(`dia=${day(app.deps.now())}`), /Abrió una ficha La persona/);
  t.notRegex(await reads(`dia=${day(new Date(app.deps.now().getTime() + 86_400_000))}`), /Abrió una ficha La persona/);
  for (const odd of ['persona=x', 'acto=constructor', 'dia=2026-99-99', 'dia=9999-01-01', 'pagina=-1', 'pagina=999'])
    t.is((await browser.get(`${list}?${odd}`)).status, 200, odd);
});

test('[threat 284] the file has masked numbers and no written reason, runs no formula in a spreadsheet, and who took it is in the trail', async (t) => {
  const { app, browser, list, auditor } = await openVisited(t);
  const file = await browser.get(`${list}/actos.csv`);
  t.regex(file.headers.get('content-disposition') ?? '', /attachment; filename="mesa-actos-/);
  t.regex(file.html, /^"Fecha \(UTC\)","Persona"/);
  t.regex(
    file.html,
    /"Pedro Vidal Reyes","'=Santiago","Abrió una ficha","44\.•••\.•••-7","La persona llama por teléfono"/,
  );
  t.false(file.html.includes(because.words));
  const [taken] = (await deskActsIn(app)).filter(({ act }) => act === 'desk.exported');
  t.like(taken, { details: { staff: auditor.id, rows: 2 } });
});

test('cells with quotes, line ends and signs of formulas stay one cell of text', (t) =>
  t.is(csvLine(['a "b"', '@sum', '-1', 'x\ny', '']), `"a ""b""","'@sum","'-1","x\ny",""\r\n`));

test('an alarm is marked once, with a note, by an auditor whom it is not about', async (t) => {
  const { app, browser, list } = await openVisited(t);
  const [alarm] = await app.deps.deskAlarms.unseen(1);
  const address = `${list}/alarma/${alarm?.id}`;
  const page = await browser.get(address);
  const bare = await browser.send(page, { nota: 'nada' });
  t.is(bare.status, 422);
  t.regex(bare.text, /Escriba qué vio/);
  const done = await browser.follow(
    await browser.send(page, { nota: 'Es su vecina; la atendió por turno.' }),
    app.issuer,
  );
  t.regex(done.text, /La alarma quedó revisada/);
  t.regex(done.text, /No hay alarmas sin revisar/);
  t.regex((await browser.send(page, { nota: 'Otra vez lo mismo.' })).text, /Otra persona ya revisó/);
  t.regex((await browser.get(address)).text, /Elisa Contreras Vera: «Es su vecina; la atendió por turno.»/);
  t.is((await browser.get(`${list}/alarma/constructor`)).status, 303);
});

test('[threat 285] an auditor marks no alarm about themselves, and no other role reads the list, the file or an alarm', async (t) => {
  const { app, list } = await openVisited(t);
  const own = await openStaff(app, { ...neighbour, roles: ['auditor'] });
  const id = await app.deps.deskAlarms.add({ kind: 'neighbour', staffId: own.member.id });
  const page = await own.browser.get(`${list}/alarma/${id}`);
  t.regex((await own.browser.send(page, { nota: 'Aquí no pasó nada.' })).text, /es sobre usted/);
  t.is((await app.deps.deskAlarms.find(id))?.seen, undefined);
  const { browser } = await openStaff(app, { roles: ['agente', 'revisor', 'administrador', 'mostrador'] });
  for (const path of ['', '/actos.csv', `/alarma/${id}`]) t.is((await browser.get(list + path)).status, 403, path);
});

test('an alarm whose row was written in the database is not shown', async (t) => {
  const { app } = await openVisited(t);
  await t.throwsAsync(async () => {
    await app.database.knex('desk_alarms').update({ seen_at: null, kind: 'night' });
    await app.deps.deskAlarms.unseen(10);
  });
});
