import { rateLimits } from '../../../src/domain/throttle.ts';
import { packTicket } from '../../../src/features/desk/tickets.ts';
import { rosaNow, type Seat, seat } from '../../helpers/proof/desk.ts';
import { fill } from '../../helpers/proof/registrations.ts';
import { atOnce, countOf, judge, type Raced, type TwoServers } from './two-servers.ts';

const PAUSED = /Llegó al tope de la mesa para esto/;
const reason = { motivo: 'llamada', por_que: 'Llamó porque no puede ingresar' };

/** The last act that the desk may do to one account today, by two members at two servers: one of them. */
export async function raceBudget(run: TwoServers): Promise<void> {
  const { checks, deps, ground } = run;
  checks.chapter(`${run.count} times the last act of a budget, by two members at once`);
  const { id } = await rosaNow(deps);
  const { deskRecoveries } = rateLimits;
  const members = [await seat(deps, ['agente']), await seat(deps, ['revisor'], 'Maule')] as const;
  const races: Raced[] = [];
  const acted: number[] = [];
  for (let round = 0; round < run.count; round += 1) {
    await ground.query('delete from throttles');
    for (let used = 1; used < deskRecoveries.limit; used += 1) await deps.throttles.consume(deskRecoveries, id);
    const [one, other] = await Promise.all(members.map((member) => offering(run, member, id)));
    if (!one || !other) throw new Error('an act has no form');
    const before = await countOf(run, `audit where act = 'desk.acted'`);
    races.push(await atOnce(run, round, [one, other], PAUSED));
    acted.push((await countOf(run, `audit where act = 'desk.acted'`)) - before);
  }
  judge(checks, races, 1);
  checks.check(
    'one act each',
    acted.every((count) => count === 1),
    acted.join(' '),
  );
}

/** «Recuperar» on a sheet, filled in. */
const offering = ({ deps, pair }: TwoServers, by: Seat, id: string) =>
  fill(
    pair[0],
    `/mesa/ficha/${packTicket(deps, by, 'sheet', { id, reason: 'llamada' })}/accion/recovery`,
    { ...reason, mensaje: '' },
    by.browser,
  );
