import test, { type ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { withinMs } from '../helpers/within-ms.ts';
import { enterCuenta } from './cuenta-steps.ts';
import { lookAt } from './quality.ts';
import { camila, openAccount } from './recover-cast.ts';
import { openStage, type Stage } from './stage.ts';
import { fill, heading, press } from './steps.ts';

const MINUTE = 60_000;

let stage: Stage;
test.before(async () => {
  stage = await openStage();
});
test.after.always(() => stage.close());

/** A page of a new browser whose clock goes with the app's. */
async function openPage(t: ExecutionContext): Promise<{ page: Page; wait(minutes: number): Promise<void> }> {
  t.timeout(withinMs(90_000));
  const { page, context } = await stage.visit();
  t.teardown(() => context.close());
  await page.clock.install();
  return {
    page,
    async wait(minutes) {
      // What watches the clock of a page is loaded after it: time that goes by before begins no term.
      await page.waitForLoadState('networkidle');
      stage.app.advance(minutes * MINUTE);
      await page.clock.runFor(minutes * MINUTE);
    },
  };
}

const question = (page: Page) => page.getByRole('dialog', { name: '¿Necesita más tiempo?' });
const hour = (page: Page): Promise<string> => page.locator('#plazo').innerText();

test.serial('[ux 25] two minutes before Mi cuenta closes its page asks, and one key puts it off', async (t) => {
  const { page, wait } = await openPage(t);
  await enterCuenta(page, stage);
  const before = await hour(page);
  await wait(12.9);
  t.false(await question(page).isVisible());
  await wait(0.2);
  t.regex(await question(page).innerText(), /Cerraremos su sesión en 2 minutos\./);
  t.is(await page.evaluate('document.activeElement.textContent'), 'Seguir conectado');
  await lookAt(t, page, true);
  await page.keyboard.press('Enter');
  await question(page).waitFor({ state: 'hidden' });
  t.not(await hour(page), before);

  await wait(13.1);
  await page.keyboard.press('Escape');
  await question(page).waitFor({ state: 'hidden' });
  await wait(10);
  await page.reload();
  t.is(await heading(page), 'Mi cuenta');
});

test.serial('a user who does not answer is signed out, and no name stays on the page', async (t) => {
  const { page, wait } = await openPage(t);
  await enterCuenta(page, stage);
  await wait(15.1);
  await page.getByRole('heading', { name: 'Ingrese con su Clave Sence', level: 1 }).waitFor();
  t.false((await page.locator('body').innerText()).includes('Rosa'));
});

test.serial('a recovery whose page is open goes on, with what was typed', async (t) => {
  const { page, wait } = await openPage(t);
  await openAccount(stage.app, camila, true);
  await page.goto(`${stage.app.issuer}/recuperar/natural`);
  await fill(page, { rut: camila.rut });
  await press(page, 'Validar');
  await fill(page, { respuesta: 'boby' });
  await wait(28.5);
  t.regex(await question(page).innerText(), /Cerraremos su solicitud en 2 minutos\./);
  await lookAt(t, page, true);
  await question(page).getByRole('button', { name: 'Seguir conectado' }).click();
  await question(page).waitFor({ state: 'hidden' });
  t.is(await page.locator('[name=respuesta]').inputValue(), 'boby');
  await wait(25);
  await press(page, 'Validar');
  t.is(await heading(page), 'Reciba su clave');
});

test.serial('a key that is chosen is measured while it is typed, and the reason is said', async (t) => {
  const { page } = await openPage(t);
  await page.goto(`${stage.app.issuer}/registro/natural`);
  await fill(page, { rut: '44.000.003-7' });
  const [key, said] = [page.locator('#clave'), page.locator('.medidor [role=status]')];
  await key.focus();
  await page.locator('.medidor').waitFor();
  for (const [typed, words] of [
    ['Copih', 'Faltan 3 caracteres.'],
    ['440000037', 'Débil: lleva datos suyos.'],
    ['Copih-2026', 'Buena.'],
  ] as const) {
    await key.fill(typed);
    await page.clock.runFor(500);
    t.is(await said.innerText(), words);
  }
  await lookAt(t, page, true);
});
