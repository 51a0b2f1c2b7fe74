import type { Holder } from '../browser/recover-cast.ts';
import type { Turn } from '../browser/recover-turns.ts';
import type { Person } from '../browser/scenario.ts';
import type { Stage } from '../browser/stage.ts';
import { follow } from '../browser/steps.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';

const boxes = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' } as const;

/** Opens the first page from the front page, as the guide has it. */
export async function openUpdate({ page }: Person, { app }: Stage, { profile }: Holder): Promise<void> {
  await page.goto(app.issuer);
  await follow(page, page.getByRole('link', { name: `Actualice sus datos aquí como ${boxes[profile]}` }));
  await page.waitForURL(`**/actualizar/${profile}`);
}

/** The first page, with what the guide says there. */
export const identify = ({ profile, rut, key, representative = '' }: Holder): Turn => ({
  heading: `Actualizar Datos ${boxes[profile]}`,
  says: [
    /Debe ingresar en primera instancia .*Clave Sence, posteriormente se habilitarán los campos para que pueda actualizar sus datos\. Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha\./,
    /Para actualizar sus datos primero debe estar registrado en Sence, para registrarse presione Aquí\./,
    /\(\*\) Campos obligatorios\./,
  ],
  write: { rut, rut_representante: representative, clave: key, captcha: CAPTCHA_ANSWER },
  press: 'Validar',
});

/** The pair of question and answer. */
export const answerPair: Turn = {
  heading: 'Responda su pregunta secreta',
  says: [
    /Por motivos de seguridad para garantizar que sólo Usted pueda modificar sus datos personales, se solicitará que responda la pregunta secreta\./,
  ],
  write: { pregunta: '1', respuesta: 'BOBY' },
  press: 'Validar',
};

/** The form of data; the letters are written where the page has them. */
export const change = (write: Readonly<Record<string, string>>): Turn => ({
  heading: 'Actualice sus datos',
  write: { ...write, captcha: CAPTCHA_ANSWER },
  press: 'Actualizar datos',
});

/** The dialog of the guide. */
export const updated: Turn = {
  heading: 'Éxito',
  says: [
    /Sus datos han sido actualizados correctamente\./,
    /SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos\./,
    /Aceptar/,
  ],
};
