import test from 'ava';
import { enter, openScenario, runs } from './scenario.ts';
import { follow, heading, press } from './steps.ts';

for (const run of runs) {
  test(`who goes back without signing in reads at the platform what its code means, ${run.how}`, async (t) => {
    const stage = await openScenario(t);
    const { page, complaints, look } = await enter(t, stage, run);
    await page.goto(stage.clientUrl);
    await follow(page, page.getByRole('link', { name: 'Ingresar con Clave Sence' }));
    await press(page, 'Volver a la plataforma');
    t.is(await heading(page), 'No se completó el ingreso');
    await look();
    await follow(page, page.getByRole('link', { name: 'Ver la explicación de Clave Sence' }));
    t.is(page.url(), `${stage.app.issuer}/desarrolladores/errores#cancelado`);
    t.true(await page.locator('#cancelado').isVisible());
    await look();
    t.deepEqual(complaints, []);
  });
}
