import { chooseProfile } from './client-steps.ts';
import { logInCompany } from './company-steps.ts';
import { at, type Journey } from './journey-step.ts';
import { losAndes, marie } from './recover-cast.ts';
import { provisionalKeys } from './recover-endings.ts';
import { begin, choose, forget, newContacts, openLink, openWaiting, recover, send } from './recovery-steps.ts';
import { logIn, press } from './steps.ts';

const ROSA = '44.000.001-0';
const MAILBOX = /(http\S+\/recuperar\/correo\/\S+)/;
const nameCompany = send({ rut: losAndes.rut });
const nameRosa = send({ rut_representante: ROSA });
const showCard = send({ serie: losAndes.serie });

const empresa: Journey = {
  name: 'recuperar-empresa',
  steps: [
    { caption: 'Recuperar CS de una empresa', go: begin(losAndes, true) },
    { caption: 'Pregunta secreta', go: nameCompany },
    { caption: 'No recuerda la respuesta: el representante', go: forget },
    { caption: 'La cédula del representante', go: nameRosa },
    { caption: '¿El email es correcto?', go: showCard },
    { caption: 'Letras', go: choose('#correcto') },
    { caption: 'Éxito', go: recover },
    {
      caption: 'Ingreso con la clave provisoria',
      async go(page, stage) {
        const { mail } = await provisionalKeys(stage.app, losAndes);
        await chooseProfile(page, stage, 'Empresa');
        await logInCompany(page, losAndes.rut, ROSA, mail);
      },
    },
    {
      caption: '«No»: otro correo',
      async go(page, stage) {
        for (const go of [at('/recuperar/juridica'), nameCompany, forget, nameRosa, showCard, choose('#correcto-no')])
          await go(page, stage);
      },
    },
    ...newContacts,
    { caption: 'La solicitud, desde el correo anterior', go: openWaiting(losAndes) },
  ],
};

const migrante: Journey = {
  name: 'recuperar-migrante',
  steps: [
    { caption: 'Recuperar CS con NIE', go: begin(marie, true) },
    { caption: 'Pregunta secreta', go: send({ rut: marie.rut }) },
    { caption: 'No recuerda la respuesta: el correo', go: forget },
    { caption: 'Revise su correo', go: (page) => press(page, 'Continuar por correo') },
    { caption: 'El enlace del correo', go: openLink(MAILBOX, marie.email) },
    { caption: 'Reciba su clave', go: (page) => press(page, 'Continuar') },
    { caption: 'Éxito', go: recover },
    { caption: 'El mismo enlace otra vez', go: openLink(MAILBOX, marie.email) },
    {
      caption: 'Ingreso con la clave provisoria',
      async go(page, stage) {
        const { sms } = await provisionalKeys(stage.app, marie);
        await chooseProfile(page, stage, 'Migrante');
        await logIn(page, marie.rut, sms);
      },
    },
  ],
};

/** Recuperar CS of a company and of a migrante. */
export const recoverOtherJourneys: readonly Journey[] = [empresa, migrante];
