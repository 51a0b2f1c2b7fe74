/** Contacts of a proved account that the replaced ones dispute: the account goes to the person whose document was seen. */
import test, { type ExecutionContext } from 'ava';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import type { AskedAtCounter } from '../../../../src/domain/cases/asked-at-counter.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { confirmDecision, proposeDecision } from '../../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { confirmContact } from '../../../../src/features/pending-changes/use-cases/confirm-contact.ts';
import { disputeChange } from '../../../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { rowsOf } from '../../../helpers/attack.ts';
import { isRefusedFor, member } from '../../../helpers/cases.ts';
import { confirmationIn, given, givenContacts } from '../../../helpers/counter.ts';
import {
  accountNow,
  camila,
  coded,
  openWithCamila,
  owner,
  replaceByCard,
  stranger,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';

const seen = { document: 'pasaporte', number: 'P1234567', expires: '2030-01-01' };
const document = { kind: 'pasaporte', namesAgree: true } as const;
const yes = { outcome: 'acogida', reason: 'Vimos el documento de la titular.' } as const;
const no = { outcome: 'rechazada', reason: 'No vimos a otra persona que la titular.' } as const;

/** Camila's contacts were replaced by her card, the old mailbox disputed it, and a counter saw a document. */
async function disputed(t: ExecutionContext, asked: AskedAtCounter = { document, contacts: givenContacts }) {
  const app = await openWithCamila(t);
  const { subject } = await accountNow(app);
  await replaceByCard(app);
  await waitOut(app);
  const link = await tokenIn(app, camila.email, 'revertir');
  await disputeChange(app.deps, link, owner);
  const [one] = (await app.deps.cases.page({}, 10)).cases;
  const folio = one?.folio ?? '';
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  const counter = await member(app, ['mostrador'], 'Talca');
  await attestDocument(app.deps, { folio, member: counter.id }, seen, asked);
  const decide = async (how: typeof yes | typeof no) => {
    await proposeDecision(app.deps, { folio, member: agente.id }, how);
    await confirmDecision(app.deps, { folio, member: revisor.id });
  };
  return { app, folio, subject, link, agente, decide };
}

const counters = async (app: Parameters<typeof rowsOf>[0]) =>
  (await rowsOf(app, 'holds', { kind: 'counter' })).map(({ state }) => state);

test('[threat 327] granted: the same account, with the contacts of the person who was seen, after the hold', async (t) => {
  const { app, subject, link, decide } = await disputed(t);
  await decide(yes);
  t.is(String((await accountNow(app)).personal.email), stranger.email, 'nothing before the hold');
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await waitOut(app);
  const now = await accountNow(app);
  t.is(String(now.personal.email), given.email);
  t.is(now.subject, subject);
  const serial = requireSerial(camila.serial);
  t.is(await coded(revertContacts(app.deps, { token: link, serial }, owner)), 'link-spent', 'the old link is over');
});

test('[threat 327] a contact that stops it sends it to the desk, and the second decision is for good', async (t) => {
  const { app, decide } = await disputed(t);
  await decide(yes);
  await confirmContact(app.deps, await confirmationIn(app), owner);
  await withdrawPendingChange(app.deps, await tokenIn(app, stranger.email, 'solicitud'), owner);
  t.deepEqual(await counters(app), ['desk']);
  const { cases } = await app.deps.cases.page({ kind: 'segunda-detencion' }, 10);
  t.is(cases.length, 1);
});

test('without contacts it is not granted: those on file are what is disputed', async (t) => {
  const { app, folio, agente } = await disputed(t, { document });
  await isRefusedFor(t, 'contacts-missing', () => proposeDecision(app.deps, { folio, member: agente.id }, yes));
});

test('rejected: the contacts stay, and the account opens as any that is stopped', async (t) => {
  const { app, decide } = await disputed(t);
  await decide(no);
  t.deepEqual(await counters(app), []);
  t.like(await accountNow(app), { state: 'congelada', personal: { email: stranger.email as never } });
});
