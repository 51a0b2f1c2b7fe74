import type { CaseOutcome } from '../../src/domain/cases/kinds/kind-rules.ts';
import type { TestApp } from '../helpers/app.ts';
import { MINUTE } from '../helpers/recovery.ts';
import { browserWith, openStaff } from '../helpers/staff.ts';
import { type Fields, Person } from './person.ts';

/** Who works at the desk of an app: a counter, an agent, and a reviewer of another office. */
export interface Desk {
  readonly app: TestApp;
  readonly counter: string;
  readonly agent: string;
  readonly reviewer: string;
}

export async function openDesk(app: TestApp): Promise<Desk> {
  const add = async (role: 'mostrador' | 'agente' | 'revisor', office: string) =>
    (await openStaff(app, { roles: [role], office })).member.id;
  return {
    app,
    counter: await add('mostrador', 'OMIL Talca'),
    agent: await add('agente', 'Mesa central'),
    reviewer: await add('revisor', 'Maule'),
  };
}

/** A member in a session that has just begun. */
async function signedIn({ app }: Desk, id: string): Promise<Person> {
  const member = new Person(app, '203.0.113.250');
  member.browser = browserWith(await app.deps.staffSessions.begin(id, 'passkey'));
  return member;
}

/** What a counter types besides the names, which it reads from the document. */
interface Shown {
  readonly name: { readonly given: string; readonly paternal: string; readonly maternal: string };
  readonly fields: Fields;
}

/** The counter sees the document, reads the form with the person and attests it; returns the folio. */
export async function attests(desk: Desk, { name, fields }: Shown): Promise<string> {
  const member = await signedIn(desk, desk.counter);
  await member.opens('/mesa/mostrador');
  const names = { nombres: name.given, paterno: name.paternal, materno: name.maternal };
  await member.presses(/^Seguir y leer/, { vencimiento: '2031-05-20', ...names, ...fields });
  await member.presses(/^Vi el documento/);
  const folio = /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(member.page.text)?.[0];
  if (!folio) throw member.stuck('the counter got no folio');
  return folio;
}

/**
 * An agent proposes how the case ends and a reviewer confirms it, at the last minute of the term that the case has: the
 * desk takes all the time that it may.
 */
export async function decides(
  desk: Desk,
  folio: string,
  outcome: CaseOutcome = 'acogida',
  words = 'Vimos su documento y coincide con el registro.',
): Promise<void> {
  const agent = await opens(desk, desk.agent, folio);
  await agent.presses(/^Tomar el caso/);
  const others = agent.page.html.includes('name="otros"') ? { otros: 'Leímos los otros casos.' } : {};
  await agent.presses(/^Proponer/, { texto: words, resultado: outcome, ...others });
  if (!agent.says(/Falta que otra persona la confirme/)) throw agent.stuck('nothing was proposed');
  await lastMinute(desk, folio);
  const reviewer = await opens(desk, desk.reviewer, folio);
  const called = reviewer.has(/^Confirmar/, 'llamada') ? { llamada: 'si' } : {};
  await reviewer.presses(/^Confirmar la decisión/, called);
  if (!reviewer.says(/El caso quedó resuelto/)) throw reviewer.stuck('nothing was decided');
}

/** Opens a case of the queue by its folio, with a reason. */
async function opens(desk: Desk, id: string, folio: string): Promise<Person> {
  const member = await signedIn(desk, id);
  await member.opens('/mesa/casos');
  await member.follows(new RegExp(`Abrir.*${folio}`));
  await member.presses(/^Abrir el caso/, { motivo: 'resolver' });
  return member;
}

async function lastMinute({ app }: Desk, folio: string): Promise<void> {
  const one = await app.deps.cases.findByFolio(folio);
  const due = one?.dueAt;
  if (!due) throw new Error(`${folio} has no term`);
  app.advance(Math.max(0, due.getTime() - MINUTE - app.deps.now().getTime()));
}

/** A reviewer answers a request for a right, which the page shows once more as its person will read it. */
export async function answersRight(desk: Desk, folio: string, answer: Fields): Promise<void> {
  await lastMinute(desk, folio);
  const reviewer = await opens(desk, desk.reviewer, folio);
  await reviewer.presses(/^Tomar el caso/);
  await reviewer.presses(/^Decidir/, answer);
  await reviewer.presses(/^Enviar la respuesta/);
}
