import { signIn } from './client-steps.ts';
import { done, enterCuenta, openTab, rosa } from './cuenta-steps.ts';
import { at, type Journey } from './journey-step.ts';
import { fill, follow, press } from './steps.ts';

/** Mi cuenta, tab by tab, of a user whose account is open on a telephone too. */
export const cuentaJourney: Journey = {
  name: 'cuenta',
  steps: [
    {
      caption: 'Inicio',
      async go(page, stage) {
        const phone = await stage.visit({ userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile' });
        await signIn(phone.page, stage, 'Persona', rosa);
        await phone.context.close();
        await signIn(page, stage, 'Persona', rosa);
        await page.goto(`${stage.app.issuer}/cuenta`);
      },
    },
    { caption: 'Actividad', go: (page) => openTab(page, 'Actividad') },
    { caption: 'No fui yo', go: at('/cuenta/no-fui-yo') },
    { caption: 'Sesiones', go: at('/cuenta/sesiones') },
    { caption: 'Una sesión cerrada', go: (page) => press(page, 'Cerrar sesión en Chrome en Android') },
    { caption: 'Seguridad', go: (page) => openTab(page, 'Seguridad') },
    {
      caption: 'Cambiar mi clave, con errores',
      async go(page) {
        await follow(page, page.getByRole('link', { name: 'Cambiar mi clave' }));
        await fill(page, { actual: 'Equivocada', clave: rosa.chosen, clave2: rosa.chosen });
        await press(page, 'Cambiar Clave');
      },
    },
    { caption: 'Plataformas', go: (page) => openTab(page, 'Plataformas') },
    { caption: 'Desconectar', go: (page) => follow(page, page.getByRole('link', { name: /^Desconectar/ })) },
    { caption: 'Mis datos', go: (page) => openTab(page, 'Mis datos') },
    {
      caption: 'Mis datos, con una solicitud en espera',
      async go(page) {
        await follow(page, page.getByRole('link', { name: 'Cambiar correo o celular' }));
        await fill(page, { email: 'otra@correo.example', actual: rosa.key });
        await press(page, 'Cambiar');
        await done(page);
      },
    },
    { caption: 'Detener mi cuenta', go: at('/cuenta/detener') },
    { caption: 'Salir', go: at('/cuenta/salir') },
    {
      caption: 'Al volver después de quince minutos',
      async go(page, stage) {
        await press(page, 'Cerrar sesión');
        await enterCuenta(page, stage);
        stage.app.advance(16 * 60_000);
        await page.goto(`${stage.app.issuer}/cuenta`);
      },
    },
  ],
};
