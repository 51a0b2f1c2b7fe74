import { seat } from '../../helpers/proof/desk.ts';
import { fill } from '../../helpers/proof/registrations.ts';
import { atOnce, countOf, judge, rounds, type TwoServers } from './two-servers.ts';

const NO_MORE = /es de otro rol de la mesa/;
const CHANGED = /cambió mientras usted lo veía/;
const OVER = /Este enlace no sirve/;
const OVER_OR_CHANGED = /Este enlace no sirve|cambió mientras usted lo veía/;

/**
 * Two administradores change one member, and suspend each other: one after another, what was read, and one always
 * stays.
 */
export async function raceAdministrators(run: TwoServers): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} times two administradores change one member, and suspend each other`);
  const both: boolean[] = [];
  const changes = await rounds(run, async (round) => {
    const [one, other] = [await seat(deps, ['administrador']), await seat(deps, ['administrador'])];
    const { id } = (await seat(deps, ['agente'])).member;
    const path = `/mesa/equipo/persona/${id}`;
    const suspend = await fill(pair[0], path, { accion: 'suspender' }, one.browser);
    const roles = await fill(pair[0], path, { accion: 'roles', rol_auditor: 'si' }, other.browser);
    const raced = await atOnce(run, round, [suspend, roles], CHANGED);
    const after = await deps.staff.find(id);
    const acts = await countOf(run, `audit where act like 'staff.%' and details ->> 'member' = $1`, id);
    const [suspended, given] = raced.won;
    const isWhole = after?.state === 'suspendida' && after.roles.join() === (given ? 'auditor' : 'agente');
    both.push(Boolean(suspended) && isWhole && acts === (given ? 2 : 1));
    return raced;
  });
  judge(checks, changes);
  checks.check('the suspension holds, roles only where they came first, and the trail has each', both.every(Boolean));
  const left: number[] = [];
  const duels = await rounds(run, async (round) => {
    const [one, other] = [await seat(deps, ['administrador']), await seat(deps, ['administrador'])];
    const at = (id: string) => `/mesa/equipo/persona/${id}`;
    const first = await fill(pair[0], at(other.member.id), { accion: 'suspender' }, one.browser);
    const second = await fill(pair[0], at(one.member.id), { accion: 'suspender' }, other.browser);
    const raced = await atOnce(run, round, [first, second], NO_MORE);
    const now = await Promise.all([one, other].map(({ member: { id } }) => deps.staff.find(id)));
    left.push(now.filter((member) => member?.state === 'activa').length);
    return raced;
  });
  judge(checks, duels, 1);
  checks.check(
    'one of the two always stays',
    left.every((count) => count === 1),
    left.join(' '),
  );
}

/** One one-use link, pressed at two servers; and while an administrador makes another one. */
export async function raceLinks(run: TwoServers): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} one-use links, each pressed twice at once, and each while a new one is made`);
  const spent: number[] = [];
  const acts = (id: string) => countOf(run, `audit where act = 'staff.link-used' and details ->> 'staff' = $1`, id);
  const twice = await rounds(run, async (round) => {
    const { id } = (await seat(deps, ['agente'])).member;
    const path = `/mesa/inscripcion/${await deps.staffLinks.make(id)}`;
    const raced = await atOnce(run, round, [await fill(pair[0], path, {}), await fill(pair[0], path, {})], OVER);
    spent.push(await acts(id));
    return raced;
  });
  judge(checks, twice, 1);
  checks.check(
    'each is spent once',
    spent.every((count) => count === 1),
    spent.join(' '),
  );
  const admin = await seat(deps, ['administrador']);
  const whole: boolean[] = [];
  const made = await rounds(run, async (round) => {
    const { id } = (await seat(deps, ['agente'])).member;
    const press = await fill(pair[0], `/mesa/inscripcion/${await deps.staffLinks.make(id)}`, {});
    const anew = await fill(pair[0], `/mesa/equipo/persona/${id}`, { accion: 'enlace' }, admin.browser);
    const raced = await atOnce(run, round, [press, anew], OVER_OR_CHANGED);
    whole.push(raced.won[0] !== raced.won[1] && (await acts(id)) === (raced.won[0] ? 1 : 0));
    return raced;
  });
  judge(checks, made, 1);
  checks.check('the old link is spent, or a new one is made of what the page showed', whole.every(Boolean));
}
