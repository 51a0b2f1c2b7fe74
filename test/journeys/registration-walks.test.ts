import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { panaderiaForm } from '../browser/company-steps.ts';
import { marie } from '../browser/migrante-steps.ts';
import { enter, type Person, type Run } from '../browser/scenario.ts';
import { openStage, type Stage } from '../browser/stage.ts';
import { camila, confirm, fill, follow, heading, press } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { withinMs } from '../helpers/within-ms.ts';

const CLIENT = 'Despega MIPE (simulada)';
const KEY = 'copihues-rojos-2026';

type Fields = Readonly<Record<string, string>>;

interface Walk {
  readonly profile: string;
  /** Button of the sign-in that leads to the form, and what the person types there and here. */
  readonly button: string;
  readonly number: string;
  readonly fields: Fields;
  /** The card's number, where the policy asks it. */
  readonly serie?: string;
}

const walks: readonly Walk[] = [
  {
    profile: 'person',
    button: 'Registro Persona Natural',
    number: '44.000.003-7',
    fields: camila,
    serie: 'B51A23456',
  },
  {
    profile: 'company',
    button: 'Registro Persona Jurídica',
    number: '54.000.001-8',
    fields: panaderiaForm,
    serie: '512345678',
  },
  { profile: 'migrante', button: 'Registro Migrante', number: '199.000.001-4', fields: marie },
];

type Way = Run & { readonly policy: 'guia' | 'segura' };

const ways: readonly Way[] = [
  { how: 'guia, with script', policy: 'guia', script: true, width: 390 },
  { how: 'guia, without script', policy: 'guia', script: false, width: 1280 },
  { how: 'segura, with script', policy: 'segura', script: true, width: 390 },
  { how: 'segura, without script', policy: 'segura', script: false, width: 1280 },
];

const stages = new Map<string, Promise<Stage>>();

/** One stage for each way: people and companies differ from walk to walk. */
async function stageOf({ how, policy }: Way): Promise<Stage> {
  const opened = stages.get(how) ?? openStage({ CLAVE_POLICY: policy });
  stages.set(how, opened);
  return opened;
}

test.after.always(async () => {
  for (const stage of stages.values()) await (await stage).close();
});

for (const way of ways)
  for (const walk of walks)
    test.serial(
      `[P2] a new ${walk.profile} comes from a platform, registers and ends signed in there: ${way.how}`,
      async (t) => {
        t.timeout(withinMs(90_000));
        const stage = await stageOf(way);
        const person = await enter(t, stage, way);
        const fields = fieldsIn(walk, way.policy);
        await leaveForForm(person.page, stage, walk);
        await registerWithSlips(t, person, fields);
        await confirm(person.page, stage);
        await goOnToClient(t, person, stage, walk, fields);
        t.deepEqual(person.complaints, []);
      },
    );

/** What is typed under a policy: the card and a long key, where it asks them. */
function fieldsIn({ fields, serie }: Walk, policy: string): Fields {
  if (policy === 'guia') return fields;
  return { ...fields, ...(serie ? { serie } : {}), clave: KEY, clave2: KEY };
}

async function leaveForForm(page: Page, { clientUrl }: Stage, { number, button }: Walk): Promise<void> {
  await page.goto(clientUrl);
  await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
  await fill(page, { rut: number });
  await press(page, button);
}

/** The number is there already; an address with a slip, a short key and no comuna come back once. */
async function registerWithSlips(t: ExecutionContext, { page }: Person, fields: Fields): Promise<void> {
  const number = page.locator('#rut, #rut_empresa, #nie').first();
  t.is(await number.inputValue(), numberShown(fields), 'the number of the sign-in is there');
  const { rut: _, rut_empresa: __, nie: ___, comuna: ____, ...rest } = fields;
  await fill(page, {
    ...rest,
    email: 'persona@gmial.com',
    clave: 'corta',
    clave2: 'otra',
    captcha: CAPTCHA_ANSWER,
  });
  const region = page.locator('#region');
  if ((await region.count()) > 0) await region.selectOption('13');
  await press(page, 'Crear Cuenta');
  const wrong = page.locator('#resumen li a');
  t.deepEqual(await wrong.evaluateAll((links) => links.map((link) => link.getAttribute('href'))), [
    '#comuna',
    '#clave',
    '#clave2',
  ]);
  t.regex(await page.locator('main').innerText(), /¿Quiso decir persona@gmail\.com\?/);
  t.is(await page.locator('#captcha').count(), 0, 'letters that were right are not asked again');
  await fill(page, {
    email: fields.email ?? '',
    comuna: '13101',
    clave: fields.clave ?? '',
    clave2: fields.clave ?? '',
  });
  await press(page, 'Crear Cuenta');
  t.is(await heading(page), 'Éxito');
  const said = await page.locator('main').innerText();
  t.true(said.includes(fields.email ?? '-'), 'the whole address');
  t.true(said.includes(`Continuar en ${CLIENT}`));
}

const numberShown = ({ rut, rut_empresa, nie }: Fields): string =>
  (nie ?? rut_empresa ?? rut ?? '')
    .replace(/[.-]/g, '')
    .replace(/\B(?=(\d{3})*.$)/g, '.')
    .replace(/.(.)$/, '-$1');

async function goOnToClient(
  t: ExecutionContext,
  { page }: Person,
  { clientUrl }: Stage,
  { number }: Walk,
  fields: Fields,
): Promise<void> {
  await follow(page, page.getByRole('link', { name: new RegExp(`ontinuar en ${CLIENT.replace(/[()]/g, '\\$&')}`) }));
  t.is(await page.locator('#rut').inputValue(), number, 'tab and number of who registered');
  await fill(page, { rut_representante: fields.rut_representante ?? '', clave: fields.clave ?? '' });
  await press(page, 'Ingresar');
  await page.waitForURL(`${clientUrl}/`);
  t.regex(await heading(page), /^Hola/);
}

test.serial(
  '[P2] a mail that is read on another device confirms there, and ends signed in at the platform from there',
  async (t) => {
    t.timeout(withinMs(90_000));
    const stage = await stageOf(ways[0] as Way);
    const [desk, phone] = [await enter(t, stage, ways[0] as Way), await enter(t, stage, ways[0] as Way)];
    const fields = { ...camila, rut: '44.000.105-K', email: 'ana@correo.example' };
    await leaveForForm(desk.page, stage, { ...(walks[0] as Walk), number: fields.rut });
    await fill(desk.page, { ...fields, captcha: CAPTCHA_ANSWER });
    await press(desk.page, 'Crear Cuenta');
    t.is(await heading(desk.page), 'Éxito');

    await stage.app.mailbox();
    await phone.page.goto(`${stage.app.issuer}/confirmar/${await newestLinkTo(stage.app, fields.email)}`);
    await fill(phone.page, { clave: fields.clave });
    await press(phone.page, 'Confirmar mi cuenta');
    await follow(phone.page, phone.page.getByRole('link', { name: /ontinuar en Despega MIPE/ }));
    t.regex(await phone.page.locator('main').innerText(), /Comenzó a ingresar en otro equipo o navegador/);
    await follow(phone.page, phone.page.getByRole('link', { name: /Despega MIPE/ }).first());
    await follow(phone.page, phone.page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
    await fill(phone.page, { rut: fields.rut, clave: fields.clave });
    await press(phone.page, 'Ingresar');
    await phone.page.waitForURL(`${stage.clientUrl}/`);
    t.regex(await heading(phone.page), /^Hola/);
    t.deepEqual([...desk.complaints, ...phone.complaints], []);
  },
);

test.serial(
  '[P4] with script a number that has an account is reported as soon as its field is left, and no longer once corrected',
  async (t) => {
    const stage = await stageOf(ways[0] as Way);
    const { page, complaints } = await enter(t, stage, ways[0] as Way);
    await page.goto(`${stage.app.issuer}/registro/natural`);
    const told = page.locator('#rut-e');
    await page.locator('#rut').fill('44000001-0');
    await page.locator('#calle').focus();
    await told.waitFor();
    t.regex(await told.innerText(), /Ese RUT ya tiene Clave Sence\. Recupere su clave\./);
    t.is(await told.locator('xpath=ancestor::*[@role="status"]').count(), 1, 'a screen reader hears it');
    t.is(await page.locator('#rut').getAttribute('aria-invalid'), 'true');
    t.regex((await page.locator('#rut').getAttribute('aria-describedby')) ?? '', /\brut-e\b/);
    t.is(await page.evaluate('document.activeElement.id'), 'calle', 'nobody is interrupted');
    t.is(await told.getByRole('link').first().getAttribute('href'), '/recuperar/natural');
    await page.locator('#rut').fill('44000113-0');
    await page.locator('#calle').focus();
    await told.waitFor({ state: 'detached' });
    t.is(await page.locator('#rut').getAttribute('aria-invalid'), null);
    t.deepEqual(complaints, []);
  },
);
