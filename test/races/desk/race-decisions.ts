import {
  attestedCase,
  CONFIRMED,
  endDrawn,
  onCase,
  proposedCase,
  rosaNow,
  type Seat,
  seat,
} from '../../helpers/proof/desk.ts';
import { fill } from '../../helpers/proof/registrations.ts';
import { atOnce, countOf, judge, type Raced, rounds, type TwoServers } from './two-servers.ts';

const CHANGED =
  /El caso cambió|El caso ya terminó|Ningún caso espera|Su acceso a la mesa no está activo|iniciar sesión/;
const words = { texto: 'Vimos el documento de la persona.', resultado: 'acogida' };

/** How often a step of a case stands in the trail. */
const steps = (run: TwoServers, folio: string, step: string): Promise<number> =>
  countOf(run, `audit where act = 'case.changed' and details ->> 'folio' = $1 and ${step}`, folio);
const PROPOSED = `details ->> 'step' = 'propose'`;

const counters = (run: TwoServers): Promise<number> =>
  countOf(run, `holds where kind = 'counter' and state = 'waiting'`);

/** Ends what a decision began, so that the next round finds the account as this one did. */
async function endEffect({ deps }: TwoServers): Promise<void> {
  const { id } = await rosaNow(deps);
  const hold = await deps.pendingChanges.waiting(id, 'counter');
  if (hold) await deps.pendingChanges.end(hold.id, 'withdrawn');
}

const stateOf = async ({ ground }: TwoServers, folio: string): Promise<string | undefined> =>
  (await ground.query<{ state: string }>('select state from cases where folio = $1', [folio]))[0]?.state;

/** The members who decide in these races. */
interface Deciders {
  readonly agent: Seat;
  readonly revisors: readonly [Seat, Seat];
}

export async function deciders({ deps }: TwoServers): Promise<Deciders> {
  const agent = await seat(deps, ['agente']);
  return { agent, revisors: [await seat(deps, ['revisor'], 'Maule'), await seat(deps, ['revisor'], 'Talca')] };
}

/** Two members propose for one case, and two others confirm one proposal: one of each, and one effect. */
export async function raceDecisions(run: TwoServers, { agent, revisors }: Deciders): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} cases, each proposed by two members at once, and each confirmed by two at once`);
  const here = { deps, server: pair[0] };
  const effects: number[] = [];
  const trail: number[] = [];
  const proposals = await rounds(run, async (round) => {
    const folio = await attestedCase(deps, agent);
    const press = { ...words, accion: 'propose' };
    const raced = await atOnce(
      run,
      round,
      [await onCase(here, agent, folio, press), await onCase(here, revisors[0], folio, press)],
      CHANGED,
    );
    trail.push(await steps(run, folio, PROPOSED));
    await deps.cases.change(folio, (one) => ({ ...one, state: 'desistida', closedAt: deps.now() }));
    return raced;
  });
  judge(checks, proposals, 1);
  const confirmations = await rounds(run, async (round) => {
    const folio = await proposedCase(deps, agent);
    const [one, other] = revisors;
    const press = { accion: 'confirm' };
    const raced = await atOnce(
      run,
      round,
      [await onCase(here, one, folio, press), await onCase(here, other, folio, press)],
      CHANGED,
    );
    trail.push(await steps(run, folio, CONFIRMED));
    const drawn = await endDrawn(deps, folio);
    effects.push((await counters(run)) + Number(drawn));
    await endEffect(run);
    return raced;
  });
  judge(checks, confirmations, 1);
  checks.check(
    'one effect each, or a call that comes first',
    effects.every((count) => count === 1),
    effects.join(' '),
  );
  checks.check(
    'each stands in the trail once',
    trail.every((count) => count === 1),
    trail.join(' '),
  );
}

/** One confirms while another one sends back. */
export async function raceSendingBack(run: TwoServers, { agent, revisors }: Deciders): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} proposals, each confirmed by one member and sent back by another at once`);
  const here = { deps, server: pair[0] };
  const whole: boolean[] = [];
  const races = await rounds(run, async (round) => {
    const folio = await proposedCase(deps, agent);
    const [one, other] = revisors;
    const raced = await atOnce(
      run,
      round,
      [
        await onCase(here, one, folio, { accion: 'confirm' }),
        await onCase(here, other, folio, { accion: 'send-back' }),
      ],
      CHANGED,
    );
    const [decided] = raced.won;
    const state = await stateOf(run, folio);
    const drawn = await endDrawn(deps, folio);
    const agreed = drawn ? 'por-llamar' : 'resuelta';
    whole.push(state === (decided ? agreed : 'en-revision') && (await counters(run)) === (decided && !drawn ? 1 : 0));
    await endEffect(run);
    if (!decided) await deps.cases.change(folio, (left) => ({ ...left, state: 'desistida', closedAt: deps.now() }));
    return raced;
  });
  judge(checks, races, 1);
  checks.check('state and effect are those of the one that won', whole.every(Boolean));
}

/** A member confirms while an administrador suspends them: decided before it, or not at all. */
export async function raceSuspension(run: TwoServers, { agent }: Deciders): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} times a member confirms while an administrador suspends them`);
  const admin = await seat(deps, ['administrador']);
  const here = { deps, server: pair[0] };
  const whole: boolean[] = [];
  const races: Raced[] = await rounds(run, async (round) => {
    const folio = await proposedCase(deps, agent);
    const revisor = await seat(deps, ['revisor'], 'Maule');
    const { id } = revisor.member;
    const confirm = await onCase(here, revisor, folio, { accion: 'confirm' });
    const suspend = await fill(pair[0], `/mesa/equipo/persona/${id}`, { accion: 'suspender' }, admin.browser);
    const raced = await atOnce(run, round, [confirm, suspend], CHANGED);
    const [decided, suspended] = raced.won;
    const drawn = await endDrawn(deps, folio);
    const effect =
      (await counters(run)) === (decided && !drawn ? 1 : 0) &&
      (await steps(run, folio, CONFIRMED)) === (decided ? 1 : 0);
    whole.push(effect && suspended && (await deps.staff.find(id))?.state === 'suspendida');
    await endEffect(run);
    if (!decided) await deps.cases.change(folio, (left) => ({ ...left, state: 'desistida', closedAt: deps.now() }));
    return raced;
  });
  judge(checks, races);
  checks.check('suspended every time, and decided wholly or not at all', whole.every(Boolean));
}
