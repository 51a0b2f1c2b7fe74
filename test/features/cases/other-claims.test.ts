/**
 * Claims of different kinds for one number: who decides one sees the others, and grants none without a word about them.
 */
import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../../src/account/open-case.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { caseAddress } from '../../../src/features/cases/tickets.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { caseSheet } from '../../../src/features/cases/use-cases/case-sheet.ts';
import { concludeCase } from '../../../src/features/cases/use-cases/conclude-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf } from '../../helpers/attack.ts';
import { isRefusedFor, member, openCamilasCase } from '../../helpers/cases.ts';
import { givenContacts } from '../../helpers/counter.ts';
import { camila, coded, openWithCamila } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';
import { assertTampered, attack } from '../../helpers/tampered.ts';

const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const asked = { document: { kind: 'pasaporte', namesAgree: true }, contacts: givenContacts } as const;
const words = 'Leímos el otro caso: lo abrió ella misma.';

async function openDesk(t: ExecutionContext) {
  const app = await openWithCamila(t);
  Object.assign(app.deps.cases, { drawsCallBack: () => false });
  const counter = await member(app, ['mostrador'], 'OMIL Talca');
  const [agent, reviewer] = [await openStaff(app, { roles: ['agente'] }), await member(app, ['revisor'], 'Maule')];
  const attest = (folio: string) => attestDocument(app.deps, { folio, member: counter.id }, seen, asked);
  const at = (folio: string) => ({ folio, member: agent.member.id });
  const propose = (folio: string, others?: string, outcome: 'acogida' | 'rechazada' = 'acogida') =>
    actOnCase(app.deps, at(folio), { action: 'propose', outcome, text: 'Vimos el documento.', others });
  const confirm = (folio: string) => actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'confirm' });
  const sendBack = (folio: string) => actOnCase(app.deps, { folio, member: reviewer.id }, { action: 'send-back' });
  const othersOf = async (folio: string) =>
    (await caseSheet(app.deps, at(folio))).others.cases.map(({ folio: other }) => other);
  return { app, agent, attest, propose, confirm, sendBack, othersOf };
}

let strangers = 0;

/** A stranger who knows the number asks for a folio, from a browser of their own. */
async function named(app: TestApp, kind: 'correo-perdido' | 'cedula-vencida' = 'correo-perdido'): Promise<string> {
  strangers += 1;
  const visitor = { network: `203.0.113.${strangers}`, device: 'Firefox', reference: `CS-NAMED-${strangers}` };
  const holder = { named: { profile: 'natural', identifier: parseRun(camila.run) }, browser: `b${strangers}` } as const;
  return (await openCase(app.deps, { kind, openedBy: 'page', holder }, visitor)).folio;
}

test('[threat 377] two people, two kinds, one number: each case shows the other, and granting one needs a word about it', async (t) => {
  const { app, agent, attest, propose, confirm, othersOf } = await openDesk(t);
  const thiefs = await named(app);
  const owners = await openCamilasCase(app, 'factor-perdido');
  await attest(thiefs);
  t.deepEqual(await othersOf(thiefs), [owners]);
  t.deepEqual(await othersOf(owners), [thiefs]);
  await isRefusedFor(t, 'others-unsaid', () => propose(thiefs));
  const { browser, token } = agent;
  const session = await app.deps.staffSessions.use(token);
  if (typeof session !== 'object') throw new Error('the session of the agente is over');
  const page = await browser.get(app.issuer + caseAddress(app.deps, { sessionId: session.id }, 'caso', thiefs));
  t.regex(page.text, new RegExp(`Otros casos abiertos por este número.*${owners}`, 's'));
  const form = { accion: 'propose', texto: 'Vimos el documento.', resultado: 'acogida' };
  const unsaid = await browser.send(page, { ...form, otros: '' });
  t.is(unsaid.status, 422);
  t.regex(unsaid.text, /Hay otros casos abiertos por este número/);
  const said = await browser.follow(await browser.send(unsaid, { ...form, otros: words }), app.issuer);
  t.true(said.text.includes(words), 'who confirms reads it');
  t.is((await confirm(thiefs)).state, 'resuelta');
  t.deepEqual(await othersOf(owners), [], 'one that ended is no other claim');
});

test('[threat 377] a claim that came after the proposal stops the confirmation until it was read; a rejection needs no word', async (t) => {
  const { app, attest, propose, confirm, sendBack } = await openDesk(t);
  const thiefs = await named(app);
  await attest(thiefs);
  await propose(thiefs);
  const owners = await openCamilasCase(app, 'cedula-vencida');
  await isRefusedFor(t, 'others-new', () => confirm(thiefs));
  await sendBack(thiefs);
  await propose(thiefs, undefined, 'rechazada');
  t.is((await confirm(thiefs)).state, 'resuelta');
  await attest(owners);
  t.is(await coded(propose(owners)), 'done', 'the rejected one is open for its appeal alone');
});

test('[threat 378] a stranger who names the number again and again holds up no decision, and hides no other claim', async (t) => {
  const { app, attest, propose, confirm, othersOf } = await openDesk(t);
  const owners = await openCamilasCase(app, 'correo-perdido');
  await attest(owners);
  const act = await openCamilasCase(app, 'identidad-disputada');
  for (let n = 0; n < 12; n += 1) await named(app, n % 2 ? 'cedula-vencida' : 'correo-perdido');
  const shown = await othersOf(owners);
  t.is(shown[0], act);
  t.is(shown.length, 10);
  await propose(owners, words);
  await named(app);
  t.is((await confirm(owners)).state, 'resuelta');
});

test('the mark of the number is bound to its row and erased with the case', async (t) => {
  const { app, othersOf } = await openDesk(t);
  const [one, other] = [await named(app), await openCamilasCase(app, 'factor-perdido')];
  const { number_hmac } = await rowOf(app, 'cases', { folio: one });
  t.deepEqual(number_hmac, (await rowOf(app, 'cases', { folio: other })).number_hmac);
  await concludeCase(app.deps, one, { by: 'Ana Soto', reason: 'sin-respuesta' });
  t.is((await rowOf(app, 'cases', { folio: one })).number_hmac, null);
  t.deepEqual(await othersOf(other), []);
  await attack(app, 'update cases set number_hmac = null where folio = :other', { other });
  await assertTampered(t, () => app.deps.cases.findByFolio(other), 'cases');
});
