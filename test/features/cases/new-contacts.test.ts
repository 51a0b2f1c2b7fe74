/** New contacts at the counter are the person's own. */
import test, { type ExecutionContext } from 'ava';
import { rateLimits } from '../../../src/domain/throttle.ts';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { attestAtCounter } from '../../../src/features/cases/use-cases/attest-at-counter.ts';
import { caseSheet } from '../../../src/features/cases/use-cases/case-sheet.ts';
import { checkDocument } from '../../../src/features/cases/use-cases/check-document.ts';
import { concludeCase } from '../../../src/features/cases/use-cases/conclude-case.ts';
import type { StaffMember } from '../../../src/ports/staff.ts';
import type { TestApp } from '../../helpers/app.ts';
import { camilaAtCounter, jorgeAtCounter } from '../../helpers/at-counter.ts';
import { rowsOf } from '../../helpers/attack.ts';
import { member } from '../../helpers/cases.ts';
import { office } from '../../helpers/counter.ts';
import { coded, openWithCamila } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const contacts = { correo: camilaAtCounter.correo, celular: camilaAtCounter.celular };
let opened = 0;
/** Each request has a reference of its own, which is the folio of the case that it opens. */
const attest = async (app: TestApp, by: StaffMember, form: Readonly<Record<string, string>>) => {
  const seen = Object.assign(readCounter(new Map(Object.entries(form))), { namesAgree: true });
  opened += 1;
  const visitor = { ...office, reference: `CS-CASE-${1000 + opened}` };
  return coded(attestAtCounter(app.deps, { member: by, visitor }, seen));
};
const shared = async (app: TestApp) =>
  (await app.deps.deskAlarms.unseen(9)).flatMap(({ kind, staffId }) => (kind === 'shared-contact' ? [staffId] : []));

const open = async (t: ExecutionContext) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  return { app, counter: await openStaff(app, { roles: ['mostrador'], office: 'OMIL Talca' }) };
};

test('[threat 347] no member lends an e-mail: their own, a colleague’s or one of the agency is refused on the page, with the reason', async (t) => {
  const { app, counter } = await open(t);
  await member(app, ['administrador']);
  const { browser } = counter;
  for (const correo of [counter.member.email, 'persona1@sence.example', 'nueva@oficinas.sence.example']) {
    const page = await browser.send(await browser.get(`${app.issuer}/mesa/mostrador`), { ...camilaAtCounter, correo });
    t.is(page.status, 422, correo);
    t.regex(page.text, /Ese correo es de una persona de la mesa o de la institución/);
    t.is(await attest(app, counter.member, { ...camilaAtCounter, correo }), 'counter-mail');
  }
  t.deepEqual(await rowsOf(app, 'cases', {}), []);
});

test('[threat 372] who asked first for another person’s new mailbox keeps that person from no counter, not even a protection: it warns those who decide', async (t) => {
  const { app, counter } = await open(t);
  const jorge = { ...jorgeAtCounter, tipo: 'correo-perdido', ...contacts };
  t.is(await attest(app, counter.member, { ...jorge, correo: 'Camila.Nueva+x@correo.example' }), 'done');
  const other = await openStaff(app, { roles: ['agente'], office: 'OMIL Maule' });
  t.is(await attest(app, other.member, { ...camilaAtCounter, tipo: 'proteccion' }), 'done');
  t.is(await attest(app, other.member, camilaAtCounter), 'done');
  t.deepEqual(await shared(app), [], 'the member did nothing wrong');
  const row = JSON.stringify(await rowsOf(app, 'case_evidence', {}));
  t.notRegex(row, /correo\.example|40000333/);
  const opened_ = (await rowsOf(app, 'cases', {})) as { folio: string; kind: string }[];
  const sheets = await Promise.all(opened_.map(({ folio }) => caseSheet(app.deps, { folio, member: other.member.id })));
  t.deepEqual(
    sheets.map((one) => one.shared),
    sheets.map(() => ['mail', 'mobile']),
    'each of the cases',
  );
  const queue = await other.browser.get(`${app.issuer}/mesa/casos?tipo=correo-perdido`);
  const link = /href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? '';
  const form = await other.browser.get(app.issuer + link);
  const page = await other.browser.follow(await other.browser.send(form, { motivo: 'resolver' }), app.issuer);
  t.regex(page.text, /El correo nuevo se pidió también para otra persona/);
});

test('[threat 372] a counter learns of no contact without a bound: each comparison is counted before it', async (t) => {
  const { app, counter } = await open(t);
  const compare = (correo: string) => {
    const typed = readCounter(new Map(Object.entries({ ...camilaAtCounter, correo })));
    return coded(checkDocument(app.deps, { member: counter.member, visitor: office }, typed));
  };
  for (let turn = 0; turn < rateLimits.counterChecks.limit; turn += 1)
    t.is(await compare(counter.member.email), 'counter-mail');
  t.is(await compare(counter.member.email), 'desk-paused');
});

test('[threat 348] the member who put a contact in for one person does not for another, after that case ended either', async (t) => {
  const { app, counter } = await open(t);
  await attest(app, counter.member, camilaAtCounter);
  const [{ folio } = { folio: '' }] = (await rowsOf(app, 'cases', {})) as { folio: string }[];
  await concludeCase(app.deps, folio, { by: 'Ana', reason: 'repetida' });
  const jorge = { ...jorgeAtCounter, tipo: 'correo-perdido', ...contacts };
  t.is(await attest(app, counter.member, jorge), 'counter-mail');
  t.deepEqual(await shared(app), [counter.member.id]);
  t.is(await attest(app, await member(app, ['mostrador'], 'OMIL Maule'), jorge), 'done');
});
