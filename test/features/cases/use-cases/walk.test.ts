/**
 * Random walks over the desk with a database, with the same choices at each run: members, the person and time act in any
 * order, and after each act every case of the person is compared with what it was before.
 */
import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../../../src/account/open-case.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { worksHere } from '../../../../src/domain/acceptance.ts';
import { caseOutcomes } from '../../../../src/domain/cases/kinds/kind-rules.ts';
import { kindRules } from '../../../../src/domain/cases/kinds/kinds.ts';
import { Refusal } from '../../../../src/domain/refusal.ts';
import { staffRoles } from '../../../../src/domain/staff.ts';
import { ownCaseView } from '../../../../src/features/cases/own-view.ts';
import {
  confirmDecision,
  decideCase,
  proposeDecision,
  sendBackDecision,
} from '../../../../src/features/cases/use-cases/decide-case.ts';
import { endCasesByTime } from '../../../../src/features/cases/use-cases/end-by-time.ts';
import { answerDesk, appealDecision, withdrawCase } from '../../../../src/features/cases/use-cases/own-case.ts';
import { askPerson, assignCase, attestDocument } from '../../../../src/features/cases/use-cases/work-on-case.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { catalogueOf, defaultLocale } from '../../../../src/locales/locale.ts';
import type { DeskCase } from '../../../../src/ports/cases.ts';
import type { StaffMember } from '../../../../src/ports/staff.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { rowsOf } from '../../../helpers/attack.ts';
import { member, openCamilasCase } from '../../../helpers/cases.ts';
import { givenContacts } from '../../../helpers/counter.ts';
import { accountNow, camila, HOUR, openWithCamila, owner } from '../../../helpers/recovery.ts';
import { type Seeded, seeded } from '../../../helpers/seeded.ts';
import { acceptStaff, openStaff } from '../../../helpers/staff.ts';

const STEPS = 180;
const seen = { document: 'pasaporte', number: 'P1234567', expires: '2035-01-01' };
const document = { kind: 'cedula', namesAgree: true } as const;
const kinds = ['correo-perdido', 'cedula-vencida', 'segunda-detencion', 'factor-perdido', 'reclamo'] as const;
const words = 'Lo vimos con la persona.';
const texts = catalogueOf(defaultLocale);

interface Walk {
  readonly app: TestApp;
  readonly chance: Seeded;
  readonly team: readonly string[];
  readonly account: string;
  readonly path: string[];
  granted: number;
}

async function teamOf(app: TestApp): Promise<readonly string[]> {
  const members = [
    await member(app, ['agente', 'mostrador']),
    await member(app, ['agente', 'revisor']),
    await member(app, ['revisor'], 'Maule'),
    await member(app, ['revisor', 'auditor'], 'Talca'),
    await member(app, ['mostrador'], 'OMIL Talca'),
    (await openStaff(app, { roles: ['revisor', 'agente'], run: camila.run })).member,
  ];
  return members.map(({ id }) => id);
}

type Act = readonly [name: string, act: () => Promise<unknown>];

/** One act of a member at a case: one that its state waits for, or any. */
function deskAct({ app, chance, team }: Walk, { folio, state }: Pick<DeskCase, 'folio' | 'state'>): Act {
  const { deps } = app;
  const at = { folio, member: chance.of(team) };
  const decided = { outcome: chance.of(caseOutcomes), reason: words, others: words };
  const asked = chance.of([
    { document, contacts: givenContacts },
    { document, key: true },
  ]);
  const attest: Act = ['attest', () => attestDocument(deps, at, seen, asked)];
  const propose: Act = ['propose', () => proposeDecision(deps, at, { ...decided, outcome: 'acogida' })];
  const confirm: Act = ['confirm', () => confirmDecision(deps, at)];
  const decide: Act = ['decide', () => decideCase(deps, at, decided)];
  const fits: Partial<Record<DeskCase['state'], readonly Act[]>> = {
    'espera-persona': [attest],
    'en-revision': [propose, propose, decide],
    'por-confirmar': [confirm],
  };
  const any: readonly Act[] = [
    ['assign', () => assignCase(deps, at, at.member)],
    ['ask', () => askPerson(deps, at, words)],
    ['propose', () => proposeDecision(deps, at, decided)],
    ['send-back', () => sendBackDecision(deps, at)],
    attest,
    propose,
    confirm,
    decide,
  ];
  return chance.of(chance.oneIn(3) ? any : (fits[state] ?? any));
}

/** One act of the person, of time, or on the team. */
function otherAct({ app, chance, team, account }: Walk, folio: string): Act {
  const { deps } = app;
  const own = { folio, account };
  const who = chance.of(team);
  return chance.of<Act>([
    ['answer', () => answerDesk(deps, own, words)],
    ['appeal', () => appealDecision(deps, own, words)],
    chance.oneIn(4) ? ['withdraw', () => withdrawCase(deps, own)] : ['appeal', () => appealDecision(deps, own, words)],
    ['suspend', () => deps.staff.suspend(who)],
    ...[1, 2, 3].map((): Act => ['restore', () => deps.staff.restore(who)]),
    ...[1, 2, 3].map((): Act => ['accept', () => acceptStaff(app, who)]),
    ['roles', () => deps.staff.setRoles(who, [chance.of(staffRoles), chance.of(['agente', 'revisor'] as const)])],
    ['time', async () => app.advance(chance.upTo(90) * HOUR)],
    ['end', () => endCasesByTime(deps)],
    ['due', () => applyAll(app, account)],
    ['stop', () => stopEffect(app, account)],
  ]);
}

/** What waits and is due takes effect; the mailbox of the new contacts is read before. */
async function applyAll({ deps }: TestApp, account: string): Promise<void> {
  const hold = await deps.pendingChanges.waiting(account, 'counter');
  if (hold) await deps.pendingChanges.confirm(hold.id);
  while (await applyDueChange(deps));
}

/** The owner stops what the desk decided, by the link of its notice. */
async function stopEffect({ deps }: TestApp, account: string): Promise<void> {
  const hold = await deps.pendingChanges.waiting(account, 'counter');
  if (!hold) return;
  const until = new Date(deps.now().getTime() + HOUR);
  await withdrawPendingChange(deps, await deps.links.issue('hold', account, until, hold.id), owner);
}

/** Opens one more case: a protection is opened by a member alone. */
async function open({ app, chance, team }: Walk): Promise<void> {
  if (!chance.oneIn(6)) return void (await openCamilasCase(app, chance.of(kinds)));
  const holder = { account: await accountNow(app) };
  const visitor = { ...owner, reference: `CS-WALK-${chance.upTo(9000) + 1000}` };
  await openCase(app.deps, { kind: 'proteccion', openedBy: 'staff', opener: chance.of(team), holder }, visitor);
}

/** What a new decision rests on, by the members as they were when it was taken. */
function judgeDecision(
  t: ExecutionContext,
  { before, now }: { readonly before: DeskCase; readonly now: DeskCase },
  team: readonly StaffMember[],
  said: string,
): void {
  const { by = [], outcome } = now.decision ?? {};
  const deciders = by.map((id) => team.find((one) => one.id === id));
  const last = deciders.at(-1);
  const { people } = kindRules[now.kind].deciding;
  t.is(new Set(by).size, people, `the number of people: ${said}`);
  t.true(
    deciders.every((one) => one && worksHere(one) && one.run !== camila.run),
    `suspended, not accepted, or the own case: ${said}`,
  );
  t.true(last?.roles.includes('revisor') || (people === 1 && last?.roles.includes('auditor')), `the role: ${said}`);
  t.false(
    [before.opener, ...before.attestations.map((one) => one.by), ...(before.first?.by ?? [])].includes(last?.id),
    said,
  );
  if (kindRules[now.kind].attested && outcome !== 'rechazada') t.true(before.attestations.length > 0, said);
}

/** Compares every case of the person with what it was; each is read under its folio as its person reads it. */
async function judge(
  t: ExecutionContext,
  walk: Walk,
  earlier: readonly DeskCase[],
  team: readonly StaffMember[],
): Promise<readonly DeskCase[]> {
  const { app, account, path } = walk;
  const said = path.slice(-12).join(' → ');
  const all = await app.deps.cases.list(account);
  for (const before of earlier) {
    const now = all.find(({ folio }) => folio === before.folio);
    if (!now) throw new Error(`a folio is gone: ${said}`);
    const messages = await app.deps.cases.messages(now.id);
    t.is(ownCaseView(texts, now, { messages }, app.deps.now()).folio, before.folio);
    if (before.closedAt) t.deepEqual(now, before, `a case that ended changed: ${said}`);
    t.true(now.version >= before.version, said);
    if (now.first === before.first) t.true(now.dueAt >= before.dueAt, `the term went backward: ${said}`);
    if (!now.decision || before.decision) continue;
    judgeDecision(t, { before, now }, team, said);
    if (now.decision.outcome !== 'rechazada' && now.kind !== 'reclamo') walk.granted += 1;
  }
  const effects = await rowsOf(app, 'holds', { kind: 'counter' });
  t.is(effects.length, walk.granted, `as many effects as decisions that grant: ${said}`);
  return all;
}

/** Takes one act; what the rules refuse is no step. */
async function take({ path }: Walk, [name, act]: Act): Promise<string | undefined> {
  try {
    await act();
    path.push(name);
    return name;
  } catch (error) {
    if (!(error instanceof Refusal)) throw new Error(`${name} after ${path.join(' → ')}`, { cause: error });
    return undefined;
  }
}

const granted: number[] = [];
test.after('[threat 355] the walks reach decisions that grant', (t) => {
  t.true(granted.reduce((sum, count) => sum + count, 0) > 0, granted.join(' '));
});

for (const seed of [1, 2, 3])
  test(`[threat 355] walk ${seed} over the desk: no decision of one person, no effect without one, no end that ends again`, async (t) => {
    const app = await openWithCamila(t);
    const { id: account } = await accountNow(app);
    const walk: Walk = {
      app,
      chance: seeded(seed),
      team: await teamOf(app),
      account,
      path: [`seed ${seed}`],
      granted: 0,
    };
    const taken = new Set<string>();
    let cases: readonly DeskCase[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      const waiting = cases.filter(({ closedAt }) => !closedAt);
      if (waiting.length < 2) await open(walk);
      const one = waiting.length > 0 ? walk.chance.of(waiting) : undefined;
      const team = (await app.deps.staff.list()).members;
      const act = one && !walk.chance.oneIn(4) ? deskAct(walk, one) : otherAct(walk, one?.folio ?? '');
      const name = await take(walk, act);
      if (name) taken.add(name);
      cases = await judge(t, walk, cases, team);
    }
    t.true(taken.size > 8 && cases.length > 2, [...taken].join(' '));
    granted.push(walk.granted);
  });
