/** A case that is called back: the draw, who calls, what each answer does, and the pages. */
import test, { type ExecutionContext } from 'ava';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { confirmDecision, proposeDecision } from '../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf, rowsOf } from '../../helpers/attack.ts';
import { isRefusedFor, member, openCamilasCase } from '../../helpers/cases.ts';
import { givenContacts } from '../../helpers/counter.ts';
import { camila, openWithCamila } from '../../helpers/recovery.ts';
import { openStaff } from '../../helpers/staff.ts';

const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const yes = { outcome: 'acogida', reason: 'Vimos el documento.' } as const;
const asked = { document: { kind: 'pasaporte', namesAgree: true }, contacts: givenContacts } as const;
const stateOf = async (app: TestApp, folio: string) => (await rowOf(app, 'cases', { folio })).state;
const counters = async (app: TestApp) => (await rowsOf(app, 'holds', { kind: 'counter' })).length;
const answer = (result: 'confirmo' | 'no-confirmo' | 'no-contesto') =>
  ({ action: 'call', result, contact: 'celular', text: 'Hablamos de lo que pidió.' }) as const;

/** A case that two members granted, and which was drawn. */
async function openDrawn(t: ExecutionContext, kind: 'correo-perdido' | 'cedula-vencida' = 'correo-perdido') {
  const app = await openWithCamila(t);
  Object.assign(app.deps.cases, { drawsCallBack: () => true });
  const [attester, agent] = [await member(app, ['mostrador'], 'OMIL Talca'), await member(app, ['agente'])];
  const confirmer = await member(app, ['revisor'], 'Maule');
  const caller = await openStaff(app, { roles: ['revisor'], office: 'Biobío' });
  const folio = await openCamilasCase(app, kind);
  await attestDocument(app.deps, { folio, member: attester.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agent.id }, yes);
  return { app, folio, attester, agent, confirmer, caller };
}

test('[threat 340] a drawn case does nothing before the call, by its pages: the confirmer reads why, and a third member notes it', async (t) => {
  const { app, folio, confirmer, caller } = await openDrawn(t);
  const before = (await app.mailbox()).length;
  await actOnCase(app.deps, { folio, member: confirmer.id }, { action: 'confirm' });
  t.is(await stateOf(app, folio), 'por-llamar');
  t.is(await counters(app), 0);
  t.is((await app.mailbox()).length, before, 'no one is told of a decision that there is not');
  const { browser } = caller;
  const queue = await browser.get(`${app.issuer}/mesa/casos?estado=por-llamar`);
  t.regex(queue.html, new RegExp(folio));
  const open = /href="(\/mesa\/casos\/abrir\/[^"]+)"/.exec(queue.html)?.[1] ?? '';
  const opened = await browser.send(await browser.get(app.issuer + open), { motivo: 'resolver' });
  const page = await browser.follow(opened, app.issuer);
  t.regex(page.text, /Llame a un contacto de antes/);
  for (const secret of [camila.email, camila.mobile.slice(-8)]) t.false(page.html.includes(secret), secret);
  const none = await browser.send(page, { accion: 'call', texto: 'Hablamos de lo que pidió.' });
  t.is(none.status, 422);
  t.regex(none.text, /Elija cómo terminó la llamada/);
  const said = { accion: 'call', llamada: 'confirmo', contacto: 'celular', texto: 'Hablamos de lo que pidió.' };
  const done = await browser.follow(await browser.send(none, said), app.issuer);
  t.regex(done.text, /Anotamos la llamada\. El caso quedó resuelto/);
  t.is(await counters(app), 1);
});

test('[threat 342] who does not confirm changes nothing, the auditors are told once, and the case is under review', async (t) => {
  const { app, folio, attester, confirmer, caller } = await openDrawn(t);
  await openStaff(app, { roles: ['auditor'], email: 'auditoria@sence.example' });
  await confirmDecision(app.deps, { folio, member: confirmer.id });
  await actOnCase(app.deps, { folio, member: caller.member.id }, answer('no-confirmo'));
  t.is(await stateOf(app, folio), 'en-revision');
  t.is(await counters(app), 0);
  const alarms = (await app.deps.deskAlarms.unseen(10)).filter(({ kind }) => kind === 'call-back');
  t.deepEqual(
    alarms.map(({ staffId }) => staffId),
    [attester.id],
  );
  t.true(
    (await app.mailbox()).some(({ to, text }) => to === 'auditoria@sence.example' && text.includes('no lo confirmó')),
  );
  const one = await app.deps.cases.findByFolio(folio);
  t.like(one?.callBack?.calls, [{ result: 'no-confirmo', by: caller.member.id }]);
});

test('two calls without an answer end in a rejection, which the person reads and may ask to review', async (t) => {
  const { app, folio, confirmer, caller } = await openDrawn(t, 'cedula-vencida');
  const at = { folio, member: caller.member.id };
  await confirmDecision(app.deps, { folio, member: confirmer.id });
  await actOnCase(app.deps, at, answer('no-contesto'));
  await isRefusedFor(t, 'called-today', () => actOnCase(app.deps, at, answer('no-contesto')));
  app.advance(7 * 24 * 3_600_000);
  await actOnCase(app.deps, at, answer('no-contesto'));
  t.is(await stateOf(app, folio), 'resuelta');
  t.is(await counters(app), 0);
  t.true((await app.mailbox()).some(({ to }) => to === camila.email));
});

test('[threat 341] of an office that took part a member calls only where no other one has any, and who confirmed never', async (t) => {
  const { app, folio, confirmer, caller } = await openDrawn(t);
  const near = await member(app, ['revisor'], 'Maule');
  await confirmDecision(app.deps, { folio, member: confirmer.id });
  const call = (id: string) => actOnCase(app.deps, { folio, member: id }, answer('confirmo'));
  await isRefusedFor(t, 'confirmed-it', () => call(confirmer.id));
  await isRefusedFor(t, 'call-office', () => call(near.id));
  await app.deps.staff.suspend(caller.member.id);
  t.is((await call(near.id)).state, 'resuelta');
});

/** Grants another case of the same person, which no draw chose. */
async function grantSecond({ app, attester, agent, confirmer }: Awaited<ReturnType<typeof openDrawn>>) {
  Object.assign(app.deps.cases, { drawsCallBack: () => false });
  const folio = await openCamilasCase(app, 'cedula-vencida');
  await attestDocument(app.deps, { folio, member: attester.id }, seen, asked);
  await proposeDecision(app.deps, { folio, member: agent.id }, { ...yes, others: 'Leímos el otro caso.' });
  return confirmDecision(app.deps, { folio, member: confirmer.id });
}

test('[threat 390] who was drawn does not try again in a second case: it is called back until the person confirmed the first', async (t) => {
  const desk = await openDrawn(t);
  const { app, folio, confirmer, caller } = desk;
  await confirmDecision(app.deps, { folio, member: confirmer.id });
  const second = await grantSecond(desk);
  t.is(second.state, 'por-llamar');
  t.is(await counters(app), 0);
  await actOnCase(app.deps, { folio, member: caller.member.id }, answer('no-confirmo'));
  await actOnCase(app.deps, { folio: second.folio, member: caller.member.id }, answer('confirmo'));
  t.is(await stateOf(app, second.folio), 'resuelta');
});

test('a case of another subject is granted as ever once the call is over, or ninety days old', async (t) => {
  for (const end of ['called', 'old'] as const) {
    const desk = await openDrawn(t, 'correo-perdido');
    const { app, folio, confirmer, caller } = desk;
    await confirmDecision(app.deps, { folio, member: confirmer.id });
    if (end === 'old') app.advance(91 * 24 * 3_600_000);
    else await actOnCase(app.deps, { folio, member: caller.member.id }, answer('confirmo'));
    const hold = await rowsOf(app, 'holds', { kind: 'counter' });
    await app.database.run((sql) =>
      sql('holds')
        .whereIn(
          'id',
          hold.map(({ id }) => String(id)),
        )
        .delete(),
    );
    t.is((await grantSecond(desk)).state, 'resuelta', end);
  }
});
