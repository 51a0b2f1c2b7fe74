import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import type { Rut } from '../../src/domain/rut.ts';
import type { Company } from '../../src/ports/tax-registry.ts';
import { chooseProfile, heard, leave, pressTab, renew } from '../browser/client-steps.ts';
import { logInCompany, panaderiaForm, quillayForm } from '../browser/company-steps.ts';
import { enter, openScenario, type Person, type Run, runs } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { confirm, follow, heading, register } from '../browser/steps.ts';
import { changeSii } from '../helpers/companies.ts';

const M40 = 'La persona indicada no figura como representante legal vigente en el Servicio de Impuestos Internos.';

for (const run of runs) {
  test(`[guide company] a company registers and each of its representatives signs in for it: ${run.how}`, company, run);
  test(`who stopped being a representative yesterday is out as soon as the SII says so: ${run.how}`, yesterday, run);
}

async function company(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const person = await enter(t, stage, run);
  const { page, complaints, look } = person;
  await registers(t, person, stage);
  for (const representative of ['44.000.001-0', '44.000.002-9']) {
    await chooseProfile(page, stage, 'Empresa');
    t.is(await page.locator('nav [aria-current=page]').innerText(), 'Persona Jurídica');
    await look();
    await logInCompany(page, '54.000.001-8', representative);
    t.is(page.url(), `${stage.clientUrl}/`);
    await look();
    await hearsCompany(t, page, representative);
    await leave(page, stage);
  }
  t.deepEqual(complaints, []);
}

async function registers(t: ExecutionContext, { page, look }: Person, stage: Stage): Promise<void> {
  await page.goto(stage.app.issuer);
  await look();
  await follow(page, page.getByRole('link', { name: 'Regístrese aquí como Persona Jurídica' }));
  await look();
  await register(page, panaderiaForm);
  t.is(await heading(page), 'Éxito');
  await look();
  await confirm(page, stage);
  t.regex(await page.locator('main').innerText(), /Su cuenta está confirmada/);
  await look();
}

async function hearsCompany(t: ExecutionContext, page: Page, representative: string): Promise<void> {
  t.is(await heading(page), 'Hola, Panadería Los Andes SpA');
  t.regex(await page.locator('main').innerText(), /54\.000\.001-8/);
  t.deepEqual(JSON.parse(await heard(page, 'empresa')), {
    rut: '54000001-8',
    razon_social: 'Panadería Los Andes SpA',
    tipo: 'EMPRESA',
  });
  t.deepEqual(JSON.parse(await heard(page, 'representante')), {
    rut: representative.replaceAll('.', ''),
    identidad: 'declarada',
  });
}

async function yesterday(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t);
  const pedro = await enter(t, stage, run);
  let pedroIsListed = true;
  changeSii(stage.app, (company) => (pedroIsListed ? withPedro(company) : company));
  await registersAndActs(t, pedro.page, stage);

  pedroIsListed = false;
  const ana = await enter(t, stage, run);
  await chooseProfile(ana.page, stage, 'Empresa');
  await logInCompany(ana.page, '54.000.002-6', '44.000.105-K');
  t.is(JSON.parse(await heard(ana.page, 'representante')).rut, '44000105-K');

  await isOut(t, pedro, stage);
  await renew(ana.page);
  t.is(await heading(ana.page), 'Hola, Transportes Quillay Ltda.', 'what ended was what began before');
  t.deepEqual([...pedro.complaints, ...ana.complaints], []);
}

async function registersAndActs(t: ExecutionContext, page: Page, stage: Stage): Promise<void> {
  await page.goto(`${stage.app.issuer}/registro/juridica`);
  await register(page, quillayForm);
  await confirm(page, stage);
  await chooseProfile(page, stage, 'Empresa');
  await logInCompany(page, '54.000.002-6', '44.000.002-9');
  t.is(await heading(page), 'Hola, Transportes Quillay Ltda.');
  await renew(page);
  t.is(await heading(page), 'Hola, Transportes Quillay Ltda.', 'he may still act');
}

async function isOut(t: ExecutionContext, { page, look }: Person, stage: Stage): Promise<void> {
  await renew(page);
  t.is(await heading(page), 'Su sesión terminó');
  await look();
  await follow(page, page.getByRole('link', { name: 'Intentar otra vez' }));
  t.is(await heading(page), 'Ingrese con su Clave Sence', 'Clave Sence has forgotten him too');
  await pressTab(page, 'Empresa');

  await logInCompany(page, '54.000.002-6', '44.000.002-9', 'Quiltro-78');
  t.regex(await page.locator('#resumen').innerText(), /NO AUTORIZADO: CLAVE SENCE INCORRECTA/);
  await logInCompany(page, '54.000.002-6', '44.000.002-9');
  t.is(await page.locator('#resumen li').innerText(), M40);
  t.is(await page.locator('#rut').inputValue(), '54.000.002-6');
  t.is(await page.locator('#rut_representante').inputValue(), '44.000.002-9');
  t.is(new URL(page.url()).origin, stage.app.issuer);
  await look();
}

function withPedro(company: Company): Company {
  const pedro = { run: '44000002-9' as Rut, since: new Date('2016-05-09') };
  return { ...company, representantes: [pedro, ...company.representantes] };
}
