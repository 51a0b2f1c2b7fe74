import test from 'ava';
import { newVisitor, openChromiumFor } from '../helpers/chromium.ts';
import { openClaveUnicaApp } from '../helpers/clave-unica-app.ts';
import { rosa } from '../helpers/client-app.ts';
import { lookAt } from './quality.ts';
import { fill, press } from './steps.ts';

for (const [how, javaScriptEnabled] of [
  ['', true],
  [' without script', false],
] as const) {
  test(`[protocol 40] in Chromium${how}, a person gets into a system written for ClaveÚnica and out of it`, async (t) => {
    const { app, system, close } = await openClaveUnicaApp({ first_party: false, sector: 'ajena' });
    t.teardown(close);
    const origins = [app.issuer, system.origin];
    const { page, complaints } = await newVisitor(await openChromiumFor(t), origins, { javaScriptEnabled });
    await page.goto(`${system.origin}/entrar`);
    t.regex(await page.locator('main').innerText(), /Esta plataforma atiende solo a personas con RUN\./);
    await lookAt(t, page, javaScriptEnabled);
    await fill(page, { rut: rosa.rut, clave: rosa.key });
    await press(page, 'Ingresar');
    await press(page, 'Permitir y continuar');
    t.is(await page.locator('body').innerText(), 'Hola');
    t.like(system.answers[0]?.user, { RolUnico: { numero: 44000001, DV: '0', tipo: 'RUN' } });
    await page.goto(`${system.origin}/salir`);
    await lookAt(t, page, javaScriptEnabled);
    await press(page, 'Cerrar sesión');
    t.is(page.url(), `${system.origin}/adios`);
    await page.goto(`${system.origin}/entrar`);
    t.true(await page.locator('[name="clave"]').isVisible());
    t.deepEqual(complaints, []);
  });
}
