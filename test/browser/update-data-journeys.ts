import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { at, type Journey, type Step } from './journey-step.ts';
import { camila, type Holder, losAndes, openAccount } from './recover-cast.ts';
import { inMessage } from './recover-endings.ts';
import { openLink } from './recovery-steps.ts';
import { fill, press } from './steps.ts';

const contacts = { email: 'nuevo@correo.example', celular: '40000099' } as const;

/** Opens the account of a holder and the first page. */
const begin =
  (holder: Holder): Step['go'] =>
  async (page, stage) => {
    await openAccount(stage.app, holder, true);
    await at(`/actualizar/${holder.profile}`)(page, stage);
  };

/** Writes what is asked, letters included where the page has them, and presses. */
const send =
  (values: Readonly<Record<string, string>>, button = 'Validar'): Step['go'] =>
  async (page) => {
    await fill(page, { ...values, captcha: CAPTCHA_ANSWER });
    await press(page, button);
  };

const key = ({ rut, key: clave, representative = '' }: Holder): Step['go'] =>
  send({ rut, clave, rut_representante: representative });
const pair = send({ pregunta: '1', respuesta: 'boby' });

/** Goes through the first pages at once. */
const toData =
  (holder: Holder): Step['go'] =>
  async (page, stage) => {
    for (const go of [at(`/actualizar/${holder.profile}`), key(holder), pair]) await go(page, stage);
  };

/** Actualizar datos, with what waits and how it is made immediate. */
export const updateDataJourneys: readonly Journey[] = [
  {
    name: 'actualizar',
    steps: [
      { caption: 'Actualizar datos', go: begin(camila) },
      { caption: 'Pregunta y respuesta', go: key(camila) },
      { caption: 'Los datos', go: pair },
      { caption: 'Con errores', go: send({ calle: '', email: 'camila@correo', celular: '12' }, 'Actualizar datos') },
      {
        caption: 'Éxito, y lo que espera',
        async go(page, stage) {
          await send({ calle: 'Pasaje Los Boldos', ...contacts }, 'Actualizar datos')(page, stage);
          await stage.app.mailbox();
          await page.reload();
        },
      },
      { caption: 'Confirmar ahora: los códigos', go: (page) => press(page, 'Confirmar ahora') },
      {
        caption: 'Un código no coincide',
        async go(page, { app }) {
          const codigo_correo = await inMessage(app, camila.email, /Código: (\d{6})/);
          await fill(page, { codigo_correo, codigo_celular: '000000' });
          await press(page, 'Confirmar');
        },
      },
      { caption: 'La solicitud, desde el correo anterior', go: openLink(/(http\S+\/solicitud\/\S+)/, camila.email) },
      {
        caption: 'Detenida; solo el email: recibimos su solicitud',
        async go(page, stage) {
          await press(page, 'Detener la solicitud');
          await toData(camila)(page, stage);
          await send({ email: contacts.email }, 'Actualizar datos')(page, stage);
        },
      },
      { caption: 'Ya hay un cambio en espera', go: toData(camila) },
      {
        caption: 'Continuar por correo',
        async go(page) {
          await page.getByText('No puedo leer ni escuchar las letras').click();
          await press(page, 'Continuar por correo');
        },
      },
      {
        caption: 'Los datos de una empresa',
        async go(page, stage) {
          await openAccount(stage.app, losAndes, true);
          await toData(losAndes)(page, stage);
        },
      },
      {
        caption: 'Los representantes, consultados de nuevo',
        go: (page) => press(page, 'Actualizar representantes legales'),
      },
    ],
  },
];
