/** Who a protection takes, and which documents: it has no waiting period in which its holder could stop it. */
import test from 'ava';
import { openCase } from '../../../../src/account/open-case.ts';
import type { CounterDocument } from '../../../../src/domain/cases/asked-at-counter.ts';
import { actOnCase } from '../../../../src/features/cases/use-cases/act-on-case.ts';
import { proposeDecision } from '../../../../src/features/cases/use-cases/decide-case.ts';
import { attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { isRefusedFor, member } from '../../../helpers/cases.ts';
import { givenContacts, office } from '../../../helpers/counter.ts';
import { accountNow, openWithCamila } from '../../../helpers/recovery.ts';

const yes = { outcome: 'acogida', reason: 'Protección.' } as const;

/** A protection of Camila that one member opened. */
async function openProtection(app: TestApp) {
  const first = await member(app, ['agente', 'revisor'], 'Talca');
  const holder = { account: await accountNow(app) };
  const opened = { kind: 'proteccion', openedBy: 'staff', opener: first.id, holder } as const;
  return { first, folio: (await openCase(app.deps, opened, office)).folio };
}

const attest = (app: TestApp, at: { readonly folio: string; readonly member: string }, kind: CounterDocument) =>
  attestDocument(
    app.deps,
    at,
    { document: kind, number: 'P1234567', expires: '2030-01-01' },
    { document: { kind, namesAgree: true }, contacts: givenContacts },
  );

test('[threat 317] a protection takes a compared card or two members who each saw a document, and who saw it proposes nothing', async (t) => {
  const app = await openWithCamila(t);
  const { first, folio } = await openProtection(app);
  const [agente, second] = [await member(app, ['agente']), await member(app, ['mostrador'], 'Biobío')];
  const propose = (id: string) => proposeDecision(app.deps, { folio, member: id }, yes);
  await attest(app, { folio, member: first.id }, 'pasaporte');
  await isRefusedFor(t, 'attested-it', () => propose(first.id));
  await isRefusedFor(t, 'second-document', () => propose(agente.id));
  await attest(app, { folio, member: first.id }, 'otro');
  await isRefusedFor(t, 'second-document', () => propose(agente.id));
  await attest(app, { folio, member: second.id }, 'pasaporte');
  t.is((await propose(agente.id)).state, 'por-confirmar');
  const other = await openWithCamila(t);
  const carded = await openProtection(other);
  await attest(other, { folio: carded.folio, member: carded.first.id }, 'cedula');
  const { id } = await member(other, ['agente']);
  t.is((await proposeDecision(other.deps, { folio: carded.folio, member: id }, yes)).state, 'por-confirmar');
});

test('[threat 317] the auditors read who attested, proposed and confirmed it, with their offices, and no one is called back', async (t) => {
  const app = await openWithCamila(t);
  const { first, folio } = await openProtection(app);
  const [agente, revisor] = [await member(app, ['agente']), await member(app, ['revisor'], 'Maule')];
  await member(app, ['auditor']);
  await attest(app, { folio, member: first.id }, 'cedula');
  await proposeDecision(app.deps, { folio, member: agente.id }, yes);
  const deps = { ...app.deps, cases: { ...app.deps.cases, drawsCallBack: () => true } };
  t.is((await actOnCase(deps, { folio, member: revisor.id }, { action: 'confirm' })).state, 'resuelta');
  const told = (await app.mailbox()).find(({ subject }) => subject === 'Protegieron una cuenta sin espera ni aviso');
  for (const at of ['Talca', 'Mesa central', 'Maule']) t.true(told?.text.includes(`(${at})`), at);
});
