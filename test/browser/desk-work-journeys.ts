import { addAuthenticator, addStaff } from '../helpers/staff.ts';
import { enterCuenta } from './cuenta-steps.ts';
import { become, desk, goTo, openFirstCase } from './desk-steps.ts';
import { at, type Journey } from './journey-step.ts';
import { fill, press } from './steps.ts';

/** A right over one's own data, answered at the desk. */
const right: Journey = {
  name: 'mesa-derechos',
  steps: [
    {
      caption: 'La persona: recibimos su solicitud',
      async go(page, stage) {
        await enterCuenta(page, stage);
        await page.goto(`${stage.app.issuer}/cuenta/solicitudes/nueva`);
        await page.locator('input[name=derecho][value=rectificacion]').check();
        await fill(page, { detalle: 'Mi segundo apellido es Núñez, con tilde.' });
        await press(page, 'Enviar solicitud');
      },
    },
    {
      caption: 'El caso',
      async go(page, stage) {
        await become(page, stage, desk.reviewer);
        await openFirstCase(page, stage);
        await press(page, 'Tomar el caso');
      },
    },
    {
      caption: 'Así la leerá la persona',
      async go(page) {
        await fill(page, {
          texto: 'Corregimos su segundo apellido como lo tiene el Registro Civil.',
          resultado: 'acogida',
        });
        await press(page, 'Decidir');
      },
    },
    { caption: 'Respondida', go: (page) => press(page, 'Enviar la respuesta') },
    { caption: 'Descargar el expediente', go: (page) => goTo(page, 'Descargar el expediente') },
    { caption: 'Derechos respondidos', go: at('/mesa/casos/respondidos') },
  ],
};

/** Who may work at the desk: an invitation, and a second person's acceptance. */
const team: Journey = {
  name: 'mesa-equipo',
  steps: [
    { caption: 'Ingresar a la mesa de ayuda', go: at('/mesa/ingreso') },
    {
      caption: 'Equipo',
      async go(page, stage) {
        const { id } = await addStaff(stage.app, { roles: ['revisor'], office: 'Maule', name: desk.reviewer.name });
        for (const label of ['Llave', 'Teléfono']) await addAuthenticator(stage.app, id, label);
        await become(page, stage, { roles: ['administrador'] });
        await page.goto(`${stage.app.issuer}/mesa/equipo`);
      },
    },
    { caption: 'Aceptar a una persona', go: (page) => goTo(page, /^Por aceptar/) },
    { caption: 'Invitar a una persona', go: at('/mesa/equipo/invitar') },
    { caption: 'Con errores', go: (page) => press(page, 'Invitar y ver el enlace') },
    {
      caption: 'Una persona del equipo',
      async go(page, { app }) {
        await page.goto(`${app.issuer}/mesa/equipo`);
        await goTo(page, desk.reviewer.name.given);
      },
    },
  ],
};

/** Rights at the desk, and the team. */
export const deskWorkJourneys: readonly Journey[] = [right, team];
