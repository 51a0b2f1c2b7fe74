import { parseRun } from '../../src/domain/rut.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { rosa } from '../helpers/client-app.ts';
import { ROSAS_MAIL } from '../helpers/new-device.ts';
import { newestIn } from '../helpers/recovery.ts';
import { enterCuenta } from './cuenta-steps.ts';
import { become, desk, giveReason, goTo, search } from './desk-steps.ts';
import { at, type Journey } from './journey-step.ts';
import { fill, press } from './steps.ts';

/** An agent finds a person, opens the sheet, and proves who telephones. */
const sheet: Journey = {
  name: 'mesa',
  steps: [
    {
      caption: 'Buscar a una persona',
      async go(page, stage) {
        await become(page, stage, desk.agent);
        await page.goto(`${stage.app.issuer}/mesa`);
      },
    },
    { caption: 'Resultado', go: (page, stage) => search(page, stage, rosa.rut) },
    { caption: 'Abrir ficha', go: (page) => goTo(page, 'Abrir ficha') },
    { caption: 'Ficha', go: (page) => giveReason(page, 'Abrir ficha') },
    { caption: 'Una acción, con sus efectos', go: (page) => goTo(page, 'Cerrar todas las sesiones') },
    { caption: 'Hecha', go: (page) => giveReason(page, 'Cerrar las sesiones') },
    { caption: 'Comprobar a quien llama', go: (page) => goTo(page, 'Comprobar a quien llama') },
    {
      caption: 'Enlace enviado',
      async go(page) {
        await page.getByLabel(/^Al correo/).check();
        await press(page, 'Enviar el enlace');
      },
    },
    {
      caption: 'La persona: ¿llama usted ahora?',
      go: async (page, { app }) => page.goto(await newestIn(app, ROSAS_MAIL, /(https?:\S+\/llamada\/[\w-]+)/)),
    },
    { caption: 'La persona: no llamé', go: (page) => press(page, 'No llamé') },
  ],
};

/** A person without a way on the pages asks for a folio. */
const ask: Journey = {
  name: 'atencion',
  steps: [
    { caption: 'Mi cédula está vencida', go: at('/atencion?motivo=cedula-vencida') },
    { caption: 'Con errores', go: (page) => press(page, 'Pedir un folio') },
    {
      caption: 'Su folio',
      async go(page) {
        await fill(page, { rut: '44.000.003-7', captcha: CAPTCHA_ANSWER });
        await press(page, 'Pedir un folio');
      },
    },
    { caption: 'Ya no puedo abrir mi correo', go: at('/atencion?motivo=correo-perdido') },
  ],
};

/** An agent looks up a neighbour; auditors see it, and the person complains. */
const oversight: Journey = {
  name: 'mesa-auditoria',
  steps: [
    {
      caption: 'Auditoría',
      async go(page, stage) {
        const account = await stage.app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
        const name = { given: 'Pedro', paternal: 'Soto', maternal: 'Reyes' };
        const commune = account?.personal.address.comuna ?? '';
        await become(page, stage, { roles: ['agente'], office: 'Ñuñoa', name, commune });
        await search(page, stage, rosa.rut);
        await goTo(page, 'Abrir ficha');
        await giveReason(page, 'Abrir ficha');
        await become(page, stage, { roles: ['auditor'] });
        await page.goto(`${stage.app.issuer}/mesa/auditoria`);
      },
    },
    { caption: 'Una alarma', go: (page) => goTo(page, /Revisar/) },
    {
      caption: 'Revisada',
      async go(page) {
        await fill(page, { nota: 'Es su vecina. Pido una explicación.' });
        await press(page, 'Marcar como revisada');
      },
    },
    { caption: 'Cuentas reservadas', go: at('/mesa/auditoria/reservadas') },
    {
      caption: 'La persona: Actividad',
      async go(page, stage) {
        await enterCuenta(page, stage);
        await page.goto(`${stage.app.issuer}/cuenta/actividad`);
      },
    },
    { caption: 'La persona: reclamar por una visita', go: (page) => goTo(page, /Reclamar/) },
    {
      caption: 'La persona: recibimos su reclamo',
      async go(page) {
        await fill(page, { reclamo: 'No llamé a nadie. Conozco a esa persona: es mi vecino.' });
        await press(page, 'Enviar el reclamo');
      },
    },
  ],
};

/** What the desk does with accounts and with itself. */
export const deskJourneys: readonly Journey[] = [sheet, ask, oversight];
