/** A public body: three members of the desk name its first person, who accepts, and invites another one. */
import test, { type ExecutionContext } from 'ava';
import { done, enterCuenta } from '../browser/cuenta-steps.ts';
import { become, desk } from '../browser/desk-steps.ts';
import { enter, openScenario, type Person, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { fill, follow, press } from '../browser/steps.ts';
import { giveApp, personNow } from '../helpers/members.ts';
import { namingForm, OFFICIAL, sence, tokenTo, words } from '../helpers/public-bodies.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { said } from './facilitador-company.ts';

const [run] = runs;
const opener = {
  roles: ['revisor'],
  office: 'Talca',
  name: { given: 'Iván', paternal: 'Paredes', maternal: 'Lara' },
} as const;

test('a public body gets its first person, from the document at the desk to an invitation of that person', async (t) => {
  if (!run) throw new Error('no run');
  t.timeout(withinMs(240_000));
  const stage = await openScenario(t);
  const [first, agent, reviewer, rosa] = [
    await enter(t, stage, run),
    await enter(t, stage, run),
    await enter(t, stage, run),
    await enter(t, stage, run),
  ];
  await become(first.page, stage, opener);
  await become(agent.page, stage, desk.agent);
  await become(reviewer.page, stage, desk.reviewer);
  await types(t, stage, first);
  await decides(t, stage, agent, 'Proponer');
  await decides(t, stage, reviewer, 'Confirmar la decisión');
  await accepts(t, stage, rosa);
  await invites(t, stage, rosa);
  await first.page.goto(`${stage.app.issuer}/mesa/organismos`);
  await first.look();
  await follow(first.page, first.page.getByRole('link', { name: /^Abrir/ }).first());
  t.regex(await said(first), /Retirar el acceso/);
  await first.look();
  for (const { complaints } of [first, agent, reviewer, rosa]) t.deepEqual(complaints, []);
});

async function types(t: ExecutionContext, { app }: Stage, { page, look }: Person): Promise<void> {
  await page.goto(`${app.issuer}/mesa/organismos`);
  await look();
  await follow(page, page.getByRole('link', { name: 'Nombrar a la primera persona' }));
  await press(page, 'Abrir el caso');
  await look();
  await fill(page, { ...namingForm });
  await press(page, 'Abrir el caso');
  t.regex(page.url(), /\/mesa\/casos\/abrir\//);
}

/** A member opens the case and presses a button of the decision. */
async function decides(t: ExecutionContext, { app }: Stage, member: Person, button: string): Promise<void> {
  const { page, look } = member;
  await page.goto(`${app.issuer}/mesa/casos?tipo=organismo`);
  await follow(page, page.getByRole('link', { name: /^Abrir/ }).first());
  await fill(page, { motivo: 'resolver' });
  await press(page, 'Abrir el caso');
  const take = page.getByRole('button', { name: 'Tomar el caso' });
  if (await take.count()) await press(page, 'Tomar el caso');
  t.true((await said(member)).includes('Resolución 1234'));
  await look();
  if (button === 'Proponer') await fill(page, { texto: words, resultado: 'acogida' });
  await press(page, button);
  t.regex(await said(member), button === 'Proponer' ? /Falta que otra persona la confirme/ : /El caso quedó resuelto/);
}

async function accepts(t: ExecutionContext, stage: Stage, rosa: Person): Promise<void> {
  const { page, look } = rosa;
  const { app } = stage;
  await enterCuenta(page, stage);
  await giveApp(app, await personNow(app, '44.000.001-0'));
  await page.goto(`${app.issuer}/cuenta/organizaciones/invitacion/${await tokenTo(app, OFFICIAL)}`);
  t.true((await said(rosa)).includes(`${sence.razonSocial} lo invita`));
  await look();
  await press(page, 'Aceptar la invitación');
  t.regex(await done(page), /Aceptó la invitación/);
  await look();
}

async function invites(t: ExecutionContext, { app }: Stage, rosa: Person): Promise<void> {
  const { page, look } = rosa;
  await follow(page, page.getByRole('link', { name: 'Invitar a una persona' }));
  t.true((await said(rosa)).includes(sence.razonSocial));
  await look();
  await page.goto(`${app.issuer}/cuenta/organizaciones/miembros`);
  t.regex(await said(rosa), /La organización no tiene miembros/);
  await look();
}
