import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { chooseProfile, leave } from '../browser/client-steps.ts';
import { logInCompany, panaderiaForm } from '../browser/company-steps.ts';
import { done, openTab } from '../browser/cuenta-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { confirm, fill, follow, heading, press, register, words } from '../browser/steps.ts';
import { mailedCode } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

const COMPANY = '54.000.001-8';
const ROSA = '44.000.001-0';
const PEDRO = '44.000.002-9';

for (const run of runs)
  test(
    `[second factor] two representatives of a company have a factor each, and neither's serves the other: ${run.how}`,
    factorEach,
    run,
  );

async function factorEach(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const rosa = await enter(t, stage, run);
  const pedro = await enter(t, stage, run);
  await rosa.page.goto(`${stage.app.issuer}/registro/juridica`);
  await register(rosa.page, panaderiaForm);
  await confirm(rosa.page, stage);

  const own = { rosa: await enrols(t, rosa, stage, ROSA), pedro: await enrols(t, pedro, stage, PEDRO) };
  await stage.app.advance(60_000);
  await isRefused(t, pedro.page, stage, { as: PEDRO, digits: digitsAt(own.rosa, stage.app.deps.now()) });
  await fill(pedro.page, { codigo: digitsAt(own.pedro, stage.app.deps.now()) });
  await press(pedro.page, 'Continuar');
  t.is(await heading(pedro.page), 'Hola, Panadería Los Andes SpA');
  await isRefused(t, rosa.page, stage, { as: ROSA, digits: digitsAt(own.pedro, stage.app.deps.now()) });
  await fill(rosa.page, { codigo: digitsAt(own.rosa, stage.app.deps.now()) });
  await press(rosa.page, 'Continuar');
  t.is(await heading(rosa.page), 'Hola, Panadería Los Andes SpA');

  await removes(t, pedro, stage, own.pedro);
  await leave(rosa.page, stage);
  await begins(rosa.page, stage, ROSA);
  t.regex(await heading(rosa.page), /segundo factor/i, 'what one removes stays of the other');
  t.deepEqual([...rosa.complaints, ...pedro.complaints], []);
}

/** A representative adds an app in the company's Mi cuenta: its secret. */
async function enrols(t: ExecutionContext, { page, look }: Person, stage: Stage, who: string): Promise<string> {
  const { app } = stage;
  await page.goto(`${app.issuer}/cuenta`);
  if (await page.getByRole('button', { name: 'Persona Jurídica', exact: true }).count())
    await follow(page, page.getByRole('button', { name: 'Persona Jurídica', exact: true }));
  await logInCompany(page, COMPANY, who);
  await page.goto(`${app.issuer}/cuenta/seguridad/segundo-factor/aplicacion`);
  const secret = (await words(page, '.secreto')).replaceAll(' ', '');
  await follow(page, page.getByRole('button', { name: /^Enviar código a .*@/ }));
  await fill(page, {
    digitos: digitsAt(secret, app.deps.now()),
    codigo: await mailedCode(app, panaderiaForm.email),
  });
  await press(page, 'Agregar la aplicación');
  t.is(await heading(page), 'Sus códigos de respaldo');
  await look();
  await page.goto(`${app.issuer}/cuenta/seguridad`);
  await page.context().clearCookies();
  await app.advance(61_000);
  return secret;
}

async function begins(page: Page, stage: Stage, who: string): Promise<void> {
  await chooseProfile(page, stage, 'Empresa');
  await logInCompany(page, COMPANY, who);
}

async function isRefused(
  t: ExecutionContext,
  page: Page,
  stage: Stage,
  { as, digits }: { readonly as: string; readonly digits: string },
): Promise<void> {
  await begins(page, stage, as);
  await fill(page, { codigo: digits });
  await press(page, 'Continuar');
  t.regex(await words(page, '#resumen'), /El código no coincide o ya se usó/);
}

/** In Mi cuenta, where the session of the client serves. */
async function removes(t: ExecutionContext, { page, look }: Person, stage: Stage, secret: string): Promise<void> {
  const { app } = stage;
  await page.goto(`${app.issuer}/cuenta`);
  await openTab(page, 'Seguridad');
  await look();
  await follow(page, page.getByRole('link', { name: /^Quitar/ }));
  await app.advance(60_000);
  await fill(page, { codigo: digitsAt(secret, app.deps.now()) });
  await press(page, 'Quitar');
  t.is(await done(page), 'Quitamos el segundo factor y le avisamos.');
}
