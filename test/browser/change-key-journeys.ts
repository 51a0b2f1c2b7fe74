import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { current } from './change-key-turns.ts';
import { at, type Journey, type Step } from './journey-step.ts';
import { camila, type Holder, losAndes, openAccount } from './recover-cast.ts';
import { CHOSEN } from './recover-endings.ts';
import { openLink } from './recovery-steps.ts';
import { fill, press } from './steps.ts';

const begin =
  (holder: Holder): Step['go'] =>
  async (page, stage) => {
    await openAccount(stage.app, holder, true);
    await at(`/cambiar/${holder.profile}`)(page, stage);
  };

const validate =
  (holder: Holder, key = holder.key): Step['go'] =>
  async (page) => {
    await fill(page, current(holder, key));
    await press(page, 'Validar');
  };

const choose =
  (chosen: string): Step['go'] =>
  async (page, { app }) => {
    await fill(page, { clave: chosen, clave2: chosen, captcha: CAPTCHA_ANSWER });
    await press(page, 'Cambiar Clave');
    await app.mailbox();
    await page.reload();
  };

async function again(page: Parameters<Step['go']>[0], { app }: Parameters<Step['go']>[1], key: string) {
  await page.goto(`${app.issuer}/cambiar/natural`);
  await fill(page, current(camila, key));
  await press(page, 'Validar');
}

/** Cambiar CS: a person, the mailbox in the place of the letters, a company. */
export const changeKeyJourneys: readonly Journey[] = [
  {
    name: 'cambiar',
    steps: [
      { caption: 'Cambiar CS', go: begin(camila) },
      { caption: 'La clave no es esa', go: validate(camila, 'otra clave') },
      { caption: 'CS Nueva y letras', go: validate(camila) },
      { caption: 'La clave nueva es fácil de adivinar', go: (page) => chooseWrong(page, 'Camila-99') },
      { caption: 'Éxito', go: choose(CHOSEN.guia) },
      {
        caption: 'Continuar por correo',
        async go(page, stage) {
          await again(page, stage, CHOSEN.guia);
          await page.getByText('No puedo leer ni escuchar las letras', { exact: true }).click();
          await press(page, 'Continuar por correo');
        },
      },
      { caption: 'El enlace del correo', go: openLink(/(http\S+\/cambiar\/correo\/\S+)/, camila.email) },
      { caption: 'Otra vez la clave actual', go: (page) => press(page, 'Continuar') },
      { caption: 'El mismo enlace otra vez', go: openLink(/(http\S+\/cambiar\/correo\/\S+)/, camila.email) },
      { caption: 'Cambiar CS de una empresa', go: begin(losAndes) },
      { caption: 'No es representante', go: validate({ ...losAndes, representative: camila.rut }) },
      {
        caption: 'Éxito de una empresa',
        async go(page, stage) {
          await validate(losAndes)(page, stage);
          await choose(CHOSEN.guia)(page, stage);
        },
      },
    ],
  },
];

async function chooseWrong(page: Parameters<Step['go']>[0], chosen: string): Promise<void> {
  await fill(page, { clave: chosen, clave2: chosen, captcha: CAPTCHA_ANSWER });
  await press(page, 'Cambiar Clave');
}
