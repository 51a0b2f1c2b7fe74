/** A migrante shows a document at a counter, and two members of two offices decide, by the pages alone. */
import test, { type ExecutionContext } from 'ava';
import { openCase } from '../../src/account/open-case.ts';
import type { StaffRole } from '../../src/domain/staff.ts';
import { enter, type Person, type Run, runs } from '../browser/scenario.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import { fill, follow, heading, press } from '../browser/steps.ts';
import type { TestApp } from '../helpers/app.ts';
import { jorgeAtCounter } from '../helpers/at-counter.ts';
import { rowOf } from '../helpers/attack.ts';
import { jorge, openJorge } from '../helpers/migrantes.ts';
import { visitorFrom } from '../helpers/registration.ts';
import { openStaff } from '../helpers/staff.ts';
import { withinMs } from '../helpers/within-ms.ts';

for (const one of runs) test.serial(`a document that a counter saw is decided by two people: ${one.how}`, decided, one);

/** Jorge asks for it in a session of his, which proves that the account is his; gives the folio. */
async function asksInCuenta(app: TestApp): Promise<string> {
  const account = await app.deps.accounts.findByIdentifier('migrante', await openJorge(app));
  if (!account) throw new Error('Jorge has no account');
  const asked = { kind: 'documento-migrante', openedBy: 'person', holder: { account } } as const;
  return (await openCase(app.deps, asked, { ...visitorFrom('198.51.100.8'), reference: 'CS-2345-6789' })).folio;
}

/** A browser with a session of the desk. */
async function atDesk(t: ExecutionContext, stage: Stage, one: Run, role: StaffRole, office: string): Promise<Person> {
  const { token } = await openStaff(stage.app, { roles: [role], office });
  const person = await enter(t, stage, one);
  await person.page.context().addCookies([{ name: 'cs_mesa', value: token, url: stage.app.issuer }]);
  return person;
}

/** Types what is seen, reads it with the person, attests it, and gives the folio. */
async function attests({ page, look }: Person, { app }: Stage, folio: string): Promise<string> {
  await page.goto(`${app.issuer}/mesa/mostrador`);
  await look();
  await fill(page, { ...jorgeAtCounter, folio, vencimiento: '2031-05-20' });
  await press(page, 'Seguir y leer con la persona');
  await look();
  await press(page, 'Vi el documento');
  await look();
  return /CS-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await page.locator('main').innerText())?.[0] ?? '';
}

/** Opens the one case of the queue, with a reason. */
async function opens({ page, look }: Person, { app }: Stage): Promise<void> {
  await page.goto(`${app.issuer}/mesa/casos`);
  await look();
  await follow(page, page.getByRole('link', { name: 'Abrir' }));
  await look();
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
  await look();
}

async function decided(t: ExecutionContext, one: Run): Promise<void> {
  t.timeout(withinMs(120_000));
  const stage = await openStage({});
  t.teardown(() => stage.close());
  const asked = await asksInCuenta(stage.app);
  const counter = await atDesk(t, stage, one, 'mostrador', 'OMIL Talca');
  const folio = await attests(counter, stage, asked);
  t.is(folio, asked, 'the case that he opened in his session');
  const agent = await atDesk(t, stage, one, 'agente', 'Mesa central');
  await opens(agent, stage);
  t.is(await heading(agent.page), 'Documento de una persona con NIE');
  await press(agent.page, 'Tomar el caso');
  await fill(agent.page, { texto: 'Vimos su pasaporte vigente.', resultado: 'acogida' });
  await press(agent.page, 'Proponer');
  t.regex(await agent.page.locator('main').innerText(), /Falta que otra persona la confirme/);
  await agent.look();
  const reviewer = await atDesk(t, stage, one, 'revisor', 'Maule');
  await opens(reviewer, stage);
  const call = reviewer.page.getByLabel('Hablé con la persona');
  if (await call.count()) await call.check();
  await press(reviewer.page, 'Confirmar la decisión');
  t.regex(await reviewer.page.locator('#listo').innerText(), /El caso quedó resuelto/);
  t.is((await rowOf(stage.app, 'cases', { folio })).state, 'resuelta');
  const account = await stage.app.deps.accounts.findByIdentifier('migrante', jorge.nie);
  const waits = await stage.app.deps.pendingChanges.allWaiting(account?.id ?? '');
  t.deepEqual(
    waits.map(({ kind }) => kind),
    ['counter'],
  );
  t.deepEqual([...counter.complaints, ...agent.complaints, ...reviewer.complaints], []);
}
