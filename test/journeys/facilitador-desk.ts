/** What two members of the staff do in the scenario of a facilitador: they see both files, and send back or decide. */
import type { ExecutionContext } from 'ava';
import { become, desk, openFirstCase } from '../browser/desk-steps.ts';
import { enter, type Person, type Run } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, press } from '../browser/steps.ts';
import { said } from './facilitador-company.ts';

/** A member of the desk, in a browser of their own. */
export async function joins(t: ExecutionContext, stage: Stage, one: Run, who: 'agent' | 'reviewer'): Promise<Person> {
  const person = await enter(t, stage, one);
  await become(person.page, stage, desk[who]);
  return person;
}

const goTo = ({ page }: Person, name: string): Promise<void> => follow(page, page.getByRole('link', { name }));

/** Opens the case and sees the pixels of the document; ends beside what the company typed. */
async function compares(t: ExecutionContext, stage: Stage, member: Person, take: boolean): Promise<void> {
  const { page, look } = member;
  await openFirstCase(page, stage);
  if (take) await press(page, 'Tomar el caso');
  await look();
  await goTo(member, 'Revisar el documento y los datos');
  for (const number of [2, 1]) {
    await goTo(member, number === 2 ? 'Página siguiente' : 'Página anterior');
    const pixels = page.getByRole('img', { name: `Página ${number} de lo que envió la empresa` });
    t.true(await pixels.evaluate((picture) => (picture as unknown as { naturalWidth: number }).naturalWidth > 0));
    await look();
  }
  t.regex(await said(member), /XA123456.*Inés Quispe Mamani.*29-02-1988/s);
}

/** The agent takes the case and sends the copy of the document back, with the reason. */
export async function observes(t: ExecutionContext, stage: Stage, agent: Person, reason: string): Promise<void> {
  const { page, look } = agent;
  await compares(t, stage, agent, true);
  await fill(page, { archivo: reason });
  await press(page, 'Pedir que corrija');
  const after = await said(agent);
  for (const part of ['El caso espera a la empresa', reason]) t.true(after.includes(part), after);
  await look();
}

/** The agent sees the new copy and proposes. */
export async function proposes(t: ExecutionContext, stage: Stage, agent: Person): Promise<void> {
  const { page, look } = agent;
  await compares(t, stage, agent, false);
  await goTo(agent, 'Volver al caso');
  await fill(page, { texto: 'El pasaporte es de ella y está vigente.', resultado: 'acogida' });
  await press(page, 'Proponer');
  await look();
}

/** A second person sees the same and confirms. */
export async function confirms(t: ExecutionContext, stage: Stage, reviewer: Person): Promise<void> {
  const { page, look } = reviewer;
  await compares(t, stage, reviewer, false);
  await goTo(reviewer, 'Volver al caso');
  await press(page, 'Confirmar la decisión');
  t.regex(await said(reviewer), /El caso quedó resuelto/);
  await look();
}
