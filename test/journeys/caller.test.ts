/** A person telephones the desk: the agent and the person, each in a browser of their own. */
import test, { type ExecutionContext } from 'ava';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, heading, press } from '../browser/steps.ts';
import { rosa } from '../helpers/client-app.ts';
import { because } from '../helpers/desk.ts';
import { ROSAS_MAIL } from '../helpers/new-device.ts';
import { newestIn } from '../helpers/recovery.ts';
import { openStaff } from '../helpers/staff.ts';

for (const one of runs) {
  test.serial(`the person who telephones presses the number that the agent says: ${one.how}`, confirmed, one);
  test.serial(`the person who did not telephone says so, and the agent ends the call: ${one.how}`, denied, one);
}

/** An agent who found Rosa's account. */
async function atCall(t: ExecutionContext, stage: Stage, one: Run): Promise<Person> {
  const { app } = stage;
  const { token } = await openStaff(app, { office: 'Temuco' });
  const agent = await enter(t, stage, one);
  await agent.context.addCookies([{ name: 'cs_mesa', value: token, url: app.issuer }]);
  await agent.page.goto(`${app.issuer}/mesa`);
  await fill(agent.page, { busqueda: rosa.rut });
  await press(agent.page, 'Buscar');
  await agent.look();
  await follow(agent.page, agent.page.getByRole('link', { name: 'Comprobar a quien llama' }));
  t.is(await heading(agent.page), 'Comprobar a quien llama');
  return agent;
}

/** Sends the link to Rosa's mailbox; gives the number that the agent says, and the link. */
async function send(t: ExecutionContext, { app }: Stage, { page, look }: Person) {
  await look();
  await page.getByLabel(/^Al correo/).check();
  await press(page, 'Enviar el enlace');
  await look();
  const said = await page.locator('.codigo.enorme').innerText();
  t.regex(said, /^[1-9]{2}$/);
  return { said, link: await newestIn(app, ROSAS_MAIL, /(https?:\S+\/llamada\/[\w-]+)/) };
}

const again = (page: Person['page']) => follow(page, page.getByRole('link', { name: 'actualizarla ahora' }));

async function confirmed(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  const agent = await atCall(t, stage, one);
  const { said, link } = await send(t, stage, agent);
  const person = await enter(t, stage, one);
  await person.page.goto(link);
  t.is(await heading(person.page), '¿Llama usted ahora a la mesa de ayuda?');
  await person.look();
  await again(agent.page);
  t.regex(await agent.page.locator('#estado').innerText(), /El enlace se abrió/);
  await press(person.page, `Sí, llamé yo: ${said}`);
  t.is(await heading(person.page), 'Listo. Siga hablando con la mesa');
  await person.look();
  await again(agent.page);
  t.regex(await agent.page.locator('#estado').innerText(), /Quien llama lee ese contacto/);
  await agent.look();
  await opens(t, agent);
  t.deepEqual([...agent.complaints, ...person.complaints], []);
}

/** From the page of the confirmed call to the sheet: the reason is chosen, and is written. */
async function opens(t: ExecutionContext, { page, look }: Person): Promise<void> {
  await follow(page, page.getByRole('link', { name: 'Abrir ficha' }));
  t.is(await page.locator('#motivo').inputValue(), because.reason);
  await fill(page, { por_que: because.words });
  await press(page, 'Abrir ficha');
  t.is(await heading(page), 'Ficha');
  t.regex(await page.locator('main').innerText(), /Quien llama está comprobado\. Lo confirmó desde su correo/);
  await look();
}

async function denied(t: ExecutionContext, one: Run): Promise<void> {
  const stage = await openScenario(t);
  const agent = await atCall(t, stage, one);
  const { link } = await send(t, stage, agent);
  const person = await enter(t, stage, one);
  await person.page.goto(link);
  await press(person.page, 'No llamé');
  t.is(await heading(person.page), 'Gracias. Avisamos a la mesa');
  await person.look();
  await again(agent.page);
  t.regex(await agent.page.locator('#estado').innerText(), /Termine la llamada y no dé ningún dato/);
  await agent.look();
  const freeze = await newestIn(stage.app, ROSAS_MAIL, /(https?:\S+\/no-fui-yo\/[\w-]+)/);
  await person.page.goto(freeze);
  t.is(await heading(person.page), '¿No fue usted?');
  t.deepEqual([...agent.complaints, ...person.complaints], []);
}
