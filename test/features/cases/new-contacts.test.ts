/** New contacts at the counter are the person's own. */
import test, { type ExecutionContext } from 'ava';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { attestAtCounter } from '../../../src/features/cases/use-cases/attest-at-counter.ts';
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

test('[threat 348] a mailbox or a mobile that another open case asks for is refused to any member, and it is told', async (t) => {
  const { app, counter } = await open(t);
  t.is(await attest(app, counter.member, camilaAtCounter), 'done');
  t.is(await attest(app, counter.member, camilaAtCounter), 'done', 'of the same person it is the same');
  const other = await member(app, ['mostrador'], 'OMIL Maule');
  const jorge = { ...jorgeAtCounter, tipo: 'correo-perdido', ...contacts };
  t.is(await attest(app, other, { ...jorge, correo: 'Camila.Nueva+x@correo.example' }), 'counter-mail');
  t.deepEqual(await shared(app), [other.id]);
  t.is(await attest(app, other, { ...jorge, correo: 'jorge@correo.example' }), 'counter-mobile');
  t.is(await attest(app, other, { ...jorge, correo: 'jorge@correo.example', celular: '' }), 'done');
  const row = JSON.stringify(await rowsOf(app, 'case_evidence', {}));
  t.notRegex(row, /correo\.example|40000333/);
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
