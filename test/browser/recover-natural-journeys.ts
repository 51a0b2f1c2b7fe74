import { chooseProfile } from './client-steps.ts';
import { at, type Journey, type Step } from './journey-step.ts';
import { camila } from './recover-cast.ts';
import { CHOSEN, inMessage, mailboxCode, provisionalKeys } from './recover-endings.ts';
import {
  begin,
  choose,
  forget,
  newContacts,
  openLink,
  openWaiting,
  recover,
  send,
  unfoldCards,
} from './recovery-steps.ts';
import { fill, logIn, press } from './steps.ts';

const LINK = /(http\S+\/recuperar\/clave\/\S+)/;
const showCard = send({ serie: camila.serie });

const recuperar: Journey = {
  name: 'recuperar',
  steps: [
    { caption: 'Recuperar CS', go: begin(camila, true) },
    { caption: 'Pregunta secreta', go: send({ rut: camila.rut }) },
    { caption: 'No recuerda la respuesta: la cédula', go: forget },
    { caption: '¿El email es correcto?', go: showCard },
    { caption: 'Letras', go: choose('#correcto') },
    { caption: 'Éxito', go: recover },
    {
      caption: 'Ingreso con la clave provisoria',
      async go(page, stage) {
        const { sms } = await provisionalKeys(stage.app, camila);
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, camila.rut, sms);
      },
    },
    {
      caption: 'La plataforma, con la clave nueva',
      async go(page, stage) {
        const code = await mailboxCode(page, stage, camila);
        await fill(page, { ...code, clave: CHOSEN.guia, clave2: CHOSEN.guia });
        await press(page, 'Cambiar Clave');
      },
    },
    {
      caption: '«No»: otros contactos',
      async go(page, stage) {
        for (const go of [
          at('/recuperar/natural'),
          send({ rut: camila.rut }),
          forget,
          showCard,
          choose('#correcto-no'),
        ])
          await go(page, stage);
      },
    },
    ...newContacts,
    { caption: 'La solicitud, desde el correo anterior', go: openWaiting(camila) },
    {
      caption: 'Ingresar con la clave detiene la solicitud',
      async go(page, stage) {
        await page.context().clearCookies();
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, camila.rut, CHOSEN.guia);
      },
    },
    { caption: 'No fui yo', go: openLink(/(http\S+\/no-fui-yo\/\S+)/, camila.email) },
    { caption: 'Cuenta detenida', go: (page) => press(page, 'Detener mi cuenta') },
  ],
};

const segura: Journey = {
  name: 'recuperar-segura',
  env: { CLAVE_POLICY: 'segura' },
  steps: [
    { caption: 'Recuperar CS, con las letras al comienzo', go: begin(camila, false) },
    {
      caption: 'La cédula; el dibujo abierto',
      async go(page, stage) {
        await send({ rut: camila.rut })(page, stage);
        await unfoldCards(page);
      },
    },
    { caption: '¿El email es correcto?', go: showCard },
    { caption: 'Recuperar la clave', go: choose('#correcto') },
    { caption: 'Éxito', go: recover },
    {
      caption: 'No me llegó',
      go: (page) => page.getByText('No me llegó', { exact: true }).click(),
    },
    { caption: 'El enlace del correo: falta el código', go: openLink(LINK, camila.email) },
    { caption: 'El código no coincide', go: (page) => chooseKey(page, '000000') },
    {
      caption: 'Éxito: la clave nueva',
      async go(page, { app }) {
        await chooseKey(page, await inMessage(app, camila.mobile, /su codigo es (\d{6})\./));
      },
    },
    { caption: 'El mismo enlace otra vez', go: openLink(LINK, camila.email) },
    {
      caption: '«No»: otros contactos',
      async go(page, stage) {
        for (const go of [at('/recuperar/natural'), send({ rut: camila.rut }), showCard, choose('#correcto-no')])
          await go(page, stage);
      },
    },
    ...newContacts,
    { caption: 'La solicitud, desde el correo anterior', go: openWaiting(camila) },
    { caption: 'Detenida', go: (page) => press(page, 'Detener la solicitud') },
  ],
};

async function chooseKey(page: Parameters<Step['go']>[0], codigo: string): Promise<void> {
  await fill(page, { codigo, clave: CHOSEN.segura, clave2: CHOSEN.segura });
  await press(page, 'Guardar mi clave nueva');
}

/** Recuperar CS of a person, under both policies. */
export const recoverNaturalJourneys: readonly Journey[] = [recuperar, segura];
