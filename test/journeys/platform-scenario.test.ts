/** A client of an organisation, whole: drafted, sent back, certified by two people, in production, changed, suspended. */
import test, { type ExecutionContext } from 'ava';
import { pressTab } from '../browser/client-steps.ts';
import { logInCompany } from '../browser/company-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, press } from '../browser/steps.ts';
import { openCompany, panaderia } from '../helpers/companies.ts';
import { raiseSession } from '../helpers/own-session.ts';
import { aula, platformNow } from '../helpers/platforms.ts';
import { HOME, portalForm } from '../helpers/portal.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { said } from './facilitador-company.ts';
import { joins } from './facilitador-desk.ts';

const comment = 'Diga para qué usa el nombre de la persona.';
const corrected = 'Poner el nombre de la persona en su certificado';
const changed = 'Inscribir a las personas y emitir sus certificados';
const reason = 'Los servidores son de la panadería y la finalidad está clara.';

for (const one of runs) test.serial(`a client from draft to production, and suspended: ${one.how}`, walks, one);

async function walks(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  t.timeout(withinMs(240_000));
  await openCompany(stage.app);
  const rosa = await enter(t, stage, one);
  const id = await drafts(t, stage, rosa);
  const agent = await joins(t, stage, one, 'agent');
  const reviewer = await joins(t, stage, one, 'reviewer');
  await observes(t, stage, agent);
  await corrects(t, stage, rosa, id);
  await decides(t, stage, agent, 'Proponer');
  await decides(t, stage, reviewer, 'Confirmar la decisión');
  t.is((await platformNow(stage.app, id)).state, 'certificacion');
  await asksProduction(t, stage, rosa, id);
  await decides(t, stage, reviewer, 'Decidir');
  t.is((await platformNow(stage.app, id)).state, 'produccion');
  await changes(t, stage, rosa, id);
  await decides(t, stage, agent, 'Proponer');
  t.is((await platformNow(stage.app, id)).data.purpose, corrected);
  await decides(t, stage, reviewer, 'Confirmar la decisión');
  t.like(await platformNow(stage.app, id), { state: 'produccion', data: { purpose: changed } });
  await suspends(t, stage, reviewer, id);
  await readsWhy(t, stage, rosa, id);
  for (const { complaints } of [rosa, agent, reviewer]) t.deepEqual(complaints, []);
}

const sheet = ({ app }: Stage, id: string): string => `${app.issuer}${HOME}/${id}`;

/** The organisation registers a client and submits it. */
async function drafts(t: ExecutionContext, stage: Stage, rosa: Person): Promise<string> {
  const { page, look } = rosa;
  const { app } = stage;
  await page.goto(`${app.issuer}${HOME}`);
  await pressTab(page, 'Empresa');
  await logInCompany(page, panaderia.rut, '44.000.001-0');
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'cs_desarrolladores');
  await raiseSession(app, cookie?.value);
  const data = { redirectUris: [portalForm.redirecciones], postLogoutRedirectUris: [], home: undefined };
  const organisation = { rut: '54000001-8' as never, razonSocial: 'Panadería Los Andes SpA' };
  const { id } = await app.deps.portalClients.create({ organisation, data: { ...aula, ...data } });
  await page.goto(sheet(stage, id));
  t.regex(await said(rosa), /Lista para producción/);
  await look();
  await press(page, 'Enviar a revisión');
  t.regex(await said(rosa), /En revisión/);
  await look();
  return id;
}

/** Opens the case of the client that waits, and takes it where no one has it. */
async function opens({ app }: Stage, { page }: Person): Promise<void> {
  await page.goto(`${app.issuer}/mesa/casos?tipo=plataforma`);
  await follow(page, page.getByRole('link', { name: /^Abrir/ }).first());
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
  const take = page.getByRole('button', { name: 'Tomar el caso' });
  if (await take.count()) await press(page, 'Tomar el caso');
}

/** The agent reads all data and sends the purpose back. */
async function observes(t: ExecutionContext, stage: Stage, agent: Person): Promise<void> {
  const { page, look } = agent;
  await opens(stage, agent);
  t.regex(await said(agent), /Panadería Los Andes SpA/);
  await look();
  await follow(page, page.getByRole('link', { name: 'Leer todos los datos de la plataforma' }));
  await look();
  await fill(page, { c_finalidad: comment });
  await press(page, 'Pedir que corrija');
  t.regex(await said(agent), /Espera a la organización/);
}

/** The organisation reads the comment beside its field, corrects it and submits again. */
async function corrects(t: ExecutionContext, stage: Stage, rosa: Person, id: string): Promise<void> {
  const { page, look } = rosa;
  await page.goto(sheet(stage, id));
  const words = await said(rosa);
  t.true(words.includes(`Finalidad: ${comment}`), words);
  await look();
  await stage.app.deps.atomically(() =>
    stage.app.deps.portalClients.change(id, ({ data }) => ({ data: { ...data, purpose: corrected } })),
  );
  await press(page, 'Enviar a revisión');
}

/** A member opens the case and presses a button of the decision. */
async function decides(t: ExecutionContext, stage: Stage, member: Person, button: string): Promise<void> {
  const { page, look } = member;
  await opens(stage, member);
  await look();
  if (button !== 'Confirmar la decisión') await fill(page, { texto: reason, resultado: 'acogida' });
  await press(page, button);
  t.regex(await said(member), button === 'Proponer' ? /Falta que otra persona la confirme/ : /El caso quedó resuelto/);
}

/** With a whole list the organisation asks for production. */
async function asksProduction(t: ExecutionContext, stage: Stage, rosa: Person, id: string): Promise<void> {
  const { page, look } = rosa;
  const { deps } = stage.app;
  await page.goto(sheet(stage, id));
  t.is(await page.getByRole('button', { name: 'Pedir el paso a producción' }).count(), 0);
  await look();
  const seen = { seen: deps.now() };
  const logout = { at: deps.now(), uri: String(aula.backchannelLogoutUri), result: 'aceptado' } as const;
  const marks = { pkce: seen, state: seen, nonce: seen, failed: deps.now(), recovered: deps.now(), logout };
  await deps.platformRecords.change(id, () => ({ marks }));
  await page.goto(sheet(stage, id));
  await press(page, 'Pedir el paso a producción');
  t.regex(await said(rosa), /Una persona de SENCE lo confirma/);
  await look();
}

/** The organisation changes the contacts at once, and submits another purpose while the client goes on. */
async function changes(t: ExecutionContext, stage: Stage, rosa: Person, id: string): Promise<void> {
  const { page, look } = rosa;
  await page.goto(sheet(stage, id));
  await follow(page, page.getByRole('link', { name: 'Cambiar los contactos' }));
  await look();
  await fill(page, { tecnico_correo: 'carla@losandes.example' });
  await press(page, 'Guardar');
  t.regex(await said(rosa), /Los contactos quedaron cambiados.*carla@losandes\.example/s);
  await follow(page, page.getByRole('link', { name: 'Cambiar datos' }));
  await look();
  await fill(page, { proposito: changed });
  await press(page, 'Guardar');
  t.true((await said(rosa)).includes(changed));
  await look();
  await press(page, 'Enviar el cambio a revisión');
  t.regex(await said(rosa), /SENCE revisa el cambio/);
}

/** One revisor suspends it at once, from the page of the client. */
async function suspends(t: ExecutionContext, { app }: Stage, reviewer: Person, id: string): Promise<void> {
  const { page, look } = reviewer;
  await page.goto(`${app.issuer}/mesa/plataformas`);
  await look();
  await page.goto(`${app.issuer}/mesa/plataformas/${id}`);
  await look();
  await fill(page, { motivo: 'incidente-de-seguridad' });
  await page.getByRole('checkbox').check();
  await press(page, 'Pedir la suspensión');
  t.is((await platformNow({ deps: app.deps }, id)).state, 'suspendida');
}

/** The organisation reads why, and until when without a second person. */
async function readsWhy(t: ExecutionContext, stage: Stage, rosa: Person, id: string): Promise<void> {
  await rosa.page.goto(sheet(stage, id));
  t.regex(await said(rosa), /Un incidente de seguridad.*Termina sola/s);
  await rosa.look();
}
