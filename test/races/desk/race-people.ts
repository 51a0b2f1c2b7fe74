import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseEmail } from '../../../src/domain/email.ts';
import { readCounter } from '../../../src/features/cases/counter-form.ts';
import { REVIEW } from '../../../src/features/cases/counter-review.ts';
import { askPerson } from '../../../src/features/cases/use-cases/work-on-case.ts';
import { packForDesk } from '../../../src/http/staff/desk-ticket.ts';
import { camilaAtCounter } from '../../helpers/at-counter.ts';
import { rosa } from '../../helpers/client-app.ts';
import { caseOfRosa, rosaNow, type Seat, seat } from '../../helpers/proof/desk.ts';
import { fill } from '../../helpers/proof/registrations.ts';
import { atOnce, countOf, judge, rounds, type TwoServers } from './two-servers.ts';

const HOUR_MS = 3_600_000;
const OVER = /El caso cambió|El caso ya terminó|Ningún caso espera/;

/** The page of a case for its person, by the link of a mail. */
async function ownCase({ deps }: TwoServers, folio: string): Promise<string> {
  const { id, personal } = await rosaNow(deps);
  const until = deps.now().getTime() + HOUR_MS;
  return deps.tokens.pack('own-case', { folio, account: id, to: personal.email, until });
}

/** A person answers in one tab and withdraws in another: the case is withdrawn, and not answered after it. */
export async function raceAnswers(run: TwoServers, revisor: Seat): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} cases, each answered and withdrawn by its person at once`);
  const whole: boolean[] = [];
  const races = await rounds(run, async (round) => {
    const folio = await caseOfRosa(deps, 'reclamo');
    const asked = await askPerson(deps, { folio, member: revisor.member.id }, '¿Qué día fue la visita?');
    const path = `/caso/${await ownCase(run, folio)}`;
    const withdraw = await fill(pair[0], path, { accion: 'withdraw' });
    const answer = await fill(pair[0], path, { accion: 'answer', texto: 'Fue el martes pasado.' });
    const raced = await atOnce(run, round, [withdraw, answer], OVER);
    const [{ state } = { state: '' }] = await run.ground.query<{ state: string }>(
      'select state from cases where folio = $1',
      [folio],
    );
    const said = await countOf(run, `case_messages where case_id = $1 and author = 'person'`, asked.id);
    whole.push(raced.won[0] && state === 'desistida' && said === (raced.won[1] ? 1 : 0));
    return raced;
  });
  judge(checks, races);
  checks.check('withdrawn in the end, with the answer only where it was taken', whole.every(Boolean));
}

/**
 * Two counters attest a document of one person, who has no case yet, with other contacts: neither shuts the other one out,
 * and each of the two cases names the other, so that none is granted unseen.
 */
export async function raceCounters(run: TwoServers): Promise<void> {
  const { checks, deps, pair } = run;
  checks.chapter(`${run.count} people attested at two counters at once, for different contacts`);
  const races = [];
  const apart: boolean[] = [];
  const seen: number[] = [];
  for (let round = 0; round < run.count; round += 1) {
    // A member attests ten a day.
    const counters = [
      await seat(deps, ['mostrador'], 'OMIL Talca'),
      await seat(deps, ['mostrador'], 'OMIL Curicó'),
    ] as const;
    const [one, other] = await Promise.all(counters.map((at, place) => atCounter(run, at, `mostrador-${place}`)));
    if (!one || !other) throw new Error('a counter has no form');
    races.push(await atOnce(run, round, [one, other], /Otra persona anotó un pedido distinto/));
    const found = await run.ground.query<{ id: string; folio: string }>(
      `select id, folio from cases where kind = 'correo-perdido' and ended_at is null order by opened_at`,
    );
    const rivals = await Promise.all(found.map(async ({ folio }) => (await deps.cases.findByFolio(folio))?.rivals));
    apart.push(isDeepStrictEqual(rivals, [[found[1]?.folio], [found[0]?.folio]]));
    for (const { id, folio } of found) {
      seen.push(await countOf(run, 'case_evidence where case_id = $1', id));
      await deps.cases.change(folio, (left) => ({ ...left, state: 'desistida', closedAt: deps.now() }));
    }
  }
  judge(checks, races, 2);
  checks.check('two cases, and each names the other', apart.every(Boolean));
  checks.check(
    'with one attestation each',
    seen.every((count) => count === 1),
    seen.join(' '),
  );

  /** «Vi el documento», filled in and not pressed. */
  async function atCounter({ deps: { tokens, now } }: TwoServers, at: Seat, mailbox: string) {
    const typed = readCounter(new Map(Object.entries({ ...camilaAtCounter, numero: rosa.rut })));
    const contacts = { email: parseEmail(`${mailbox}-${randomUUID().slice(0, 8)}@correo.example`) };
    const ticket = packForDesk({ tokens, now }, at, REVIEW.ticket, { ...typed, contacts, namesAgree: true });
    return fill(pair[0], REVIEW.path + ticket, { accion: 'vi' }, at.browser);
  }
}
