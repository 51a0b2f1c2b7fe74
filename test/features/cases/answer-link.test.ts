/** A rejection of a case that began by a bare number: by a link to the e-mail that was asked for at the counter. */
import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../../src/account/open-case.ts';
import type { CaseKind } from '../../../src/domain/cases/kinds/kinds.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { actOnCase } from '../../../src/features/cases/use-cases/act-on-case.ts';
import { attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../helpers/app.ts';
import { rowOf } from '../../helpers/attack.ts';
import { openBrowser } from '../../helpers/browser.ts';
import { member } from '../../helpers/cases.ts';
import { givenContacts } from '../../helpers/counter.ts';
import { camila, openWithCamila } from '../../helpers/recovery.ts';
import { visitorFrom } from '../../helpers/registration.ts';

const DAY = 24 * 3_600_000;
const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const document = { kind: 'pasaporte', namesAgree: true } as const;
const REASON = 'La foto del documento no es la de la persona.';

const answersTo = async (app: TestApp, to: string): Promise<readonly string[]> =>
  (await app.mailbox())
    .filter((mail) => mail.to === to)
    .flatMap(({ text }) => /http\S+\/caso\/respuesta\/[\w.~-]+/.exec(text) ?? []);

async function openDesk(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const [counter, agent] = [await member(app, ['mostrador'], 'OMIL Talca'), await member(app, ['agente'])];
  const [reviewer, other] = [await member(app, ['revisor'], 'Maule'), await member(app, ['revisor'], 'Biobío')];
  const open = async (kind: CaseKind, network: string) => {
    const named = { profile: 'natural', identifier: parseRun(camila.run) } as const;
    const openedBy = kind === 'proteccion' ? 'staff' : 'page';
    const asked = {
      kind,
      openedBy,
      opener: kind === 'proteccion' ? counter.id : undefined,
      holder: { named },
    } as const;
    return (
      await openCase(
        app.deps,
        asked,
        Object.assign({}, visitorFrom(network), { reference: `CS-ANSW-${network.slice(-2)}` }),
      )
    ).folio;
  };
  const attest = (folio: string, asked: object) =>
    attestDocument(app.deps, { folio, member: counter.id }, seen, { document, ...asked });
  const reject = async (folio: string, [first, second] = [agent, reviewer]) => {
    const propose = { action: 'propose', outcome: 'rechazada', text: REASON } as const;
    await actOnCase(app.deps, { folio, member: first.id }, propose);
    return actOnCase(app.deps, { folio, member: second.id }, { action: 'confirm' });
  };
  return { app, open, attest, reject, others: [other, await member(app, ['revisor'], 'Ñuble')] as const };
}

test('[threat 379] who was seen at a counter reads the rejection by a link to the e-mail they asked for, and no one else does', async (t) => {
  const { app, open, attest, reject, others } = await openDesk(t);
  const folio = await open('correo-perdido', '203.0.113.71');
  await attest(folio, { contacts: givenContacts });
  await reject(folio);
  t.deepEqual(await answersTo(app, camila.email), [], 'the mailbox in doubt is told nothing');
  const [link = ''] = await answersTo(app, givenContacts.email);
  const before = await rowOf(app, 'cases', { folio });
  const page = await openBrowser().get(link);
  t.is(page.status, 200);
  for (const said of [folio, REASON, 'reposición', 'Vuelva a una oficina']) t.true(page.text.includes(said), said);
  const hidden = [camila.run, camila.rut, camila.email, givenContacts.email, 'Camila', '<form'];
  for (const secret of hidden) t.false(page.html.includes(secret), secret);
  t.deepEqual(await rowOf(app, 'cases', { folio }), before, 'opening acts on nothing');
  t.is((await openBrowser().get(link)).status, 200, 'nothing is spent by a reader of links');
  t.is((await openBrowser().get(link.slice(0, -2))).status, 404);
  t.is((await openBrowser().get(`${app.issuer}/caso/respuesta/${folio}`)).status, 404, 'a folio opens nothing');
  await attest(folio, { contacts: givenContacts });
  t.regex((await openBrowser().get(link)).text, /Pidió otra revisión/);
  t.truthy((await reject(folio, [...others])).closedAt);
  const second = (await answersTo(app, givenContacts.email)).find((other) => other !== link) ?? '';
  t.regex((await openBrowser().get(second)).text, /Esta es la segunda revisión/);
  app.advance(91 * DAY);
  t.is((await openBrowser().get(second)).status, 404);
});

test('the term of the review is said as it is, and once it is over', async (t) => {
  const { app, open, attest, reject } = await openDesk(t);
  const folio = await open('identidad-disputada', '203.0.113.72');
  await attest(folio, { contacts: givenContacts });
  await reject(folio);
  const [link = ''] = await answersTo(app, givenContacts.email);
  t.regex((await openBrowser().get(link)).text, /Tiene hasta el/);
  app.advance(14 * DAY);
  t.regex((await openBrowser().get(link)).text, /El plazo para pedir otra revisión terminó/);
});

test('[threat 379] without an e-mail of their own only an expired card is told on file; a protection is told nowhere', async (t) => {
  const { app, open, attest, reject } = await openDesk(t);
  const all = async () => [...(await answersTo(app, camila.email)), ...(await answersTo(app, givenContacts.email))];
  const key = { key: true };
  const lost = await open('correo-perdido', '203.0.113.73');
  await attest(lost, key);
  await reject(lost);
  const danger = await open('proteccion', '203.0.113.75');
  await attest(danger, { contacts: givenContacts });
  await reject(danger);
  t.deepEqual(await all(), []);
  const card = await open('cedula-vencida', '203.0.113.76');
  await attest(card, key);
  await reject(card);
  t.is((await answersTo(app, camila.email)).length, 1);
});
