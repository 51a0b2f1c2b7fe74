import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { enter, openScenario, type Run, runs } from './scenario.ts';
import type { Stage } from './stage.ts';
import { focused, follow, heading, logIn } from './steps.ts';

const pedro = { rut: '44.000.002-9', key: 'Lautaro-77', serial: '523456789' } as const;
const cardOfRosa = '512345678';

for (const run of runs) {
  test(`a platform that wants a proved identity gets it from the number of the card: ${run.how}`, documento, run);
}

async function documento(t: ExecutionContext, run: Run): Promise<void> {
  const stage = await openScenario(t, { minimum_identity: 'documento' });
  const { page, complaints, look } = await enter(t, stage, run);
  await signIn(page, stage);
  t.is(await heading(page), 'Compruebe su identidad');
  await look();
  await seesCards(t, page);
  await look();
  await missesOnce(t, page);
  await look();

  await validate(page, pedro.serial);
  await page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heading(page), 'Hola, Pedro Antonio');
  t.is(await page.locator('.verificada').innerText(), 'documento');
  await look();

  const elsewhere = await enter(t, stage, run);
  await signIn(elsewhere.page, stage);
  await elsewhere.page.waitForURL(`${stage.clientUrl}/`);
  t.is(await heading(elsewhere.page), 'Hola, Pedro Antonio', 'the card is asked for once');
  t.deepEqual([...complaints, ...elsewhere.complaints], []);
}

async function signIn(page: Page, { clientUrl }: Stage): Promise<void> {
  await page.goto(`${clientUrl}/ingresar`);
  await logIn(page, pedro.rut, pedro.key);
}

async function seesCards(t: ExecutionContext, page: Page): Promise<void> {
  const drawing = page.getByRole('img', { name: /^Dibujo de tres cédulas/ });
  t.false(await drawing.isVisible());
  await page.getByText('¿Dónde está este número?').click();
  await drawing.waitFor();
  await drawing.scrollIntoViewIfNeeded();
  t.true(
    await page.evaluate<boolean>(`(async (image) => {
    await image.decode();
    return image.naturalWidth > 0;
  })(document.querySelector('.dibujo'))`),
  );
}

async function missesOnce(t: ExecutionContext, page: Page): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    validate(page, cardOfRosa),
  ]);
  t.is(answer.status(), 422);
  t.regex(await page.locator('#resumen li').innerText(), /^El número no coincide con el de su cédula\./);
  t.is(await focused(page), 'resumen');
  t.is(await heading(page), 'Compruebe su identidad');
  t.is(await page.getByLabel(/Número de serie o documento/).inputValue(), cardOfRosa);
}

async function validate(page: Page, serial: string): Promise<void> {
  await page.getByLabel(/Número de serie o documento/).fill(serial);
  await follow(page, page.getByRole('button', { name: 'Validar' }));
}
