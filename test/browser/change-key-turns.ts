import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import type { Holder } from './recover-cast.ts';
import type { Turn } from './recover-turns.ts';
import type { Person } from './scenario.ts';
import type { Stage } from './stage.ts';
import { follow } from './steps.ts';

const titles: Readonly<Record<Holder['profile'], string>> = {
  natural: 'Cambiar CS (Clave Sence) Persona Natural',
  juridica: 'Cambiar CS (Clave Sence) Persona Jurídica',
  migrante: 'Cambiar CS (Clave Sence) Migrante',
};

const boxes = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' } as const;

/** Opens the first page from the front page, as the guide has it. */
export async function openChange({ page }: Person, { app }: Stage, { profile }: Holder): Promise<void> {
  await page.goto(app.issuer);
  await follow(page, page.getByRole('link', { name: `Cambie su CS aquí como ${boxes[profile]}` }));
  await page.waitForURL(`**/cambiar/${profile}`);
}

/** What «Validar Datos» is filled in with. */
export const current = ({ rut, representative }: Holder, key: string): Turn['write'] & object => ({
  rut,
  clave: key,
  captcha: CAPTCHA_ANSWER,
  ...(representative ? { rut_representante: representative } : {}),
});

/** The first page, with what the guide says there. */
export const validate = (holder: Holder, key = holder.key): Turn => ({
  heading: titles[holder.profile],
  says: [
    /Debe ingresar en primera instancia .* y CS actual \(con mayúscula\) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha\./,
    /En el caso que la CS ingresada no sea válida considere generar una nueva haciendo clic aquí\./,
    /IMPORTANTE: Asegúrese de tener sus datos de contacto actualizados( antes de cambiar su CS|: ahí le avisaremos de este cambio)/,
    /Para cualquier consulta sobre cambio de CS, llame al 800 80 10 30\./,
    /\(\*\) Campos obligatorios\./,
  ],
  write: current(holder, key),
  press: 'Validar',
});

/** «CS Nueva», and the letters where the guide has them. */
export const choose = (chosen: string): Turn => ({
  heading: 'Elija su clave nueva',
  says: [/CS Nueva/, /Repetir CS Nueva/],
  write: { clave: chosen, clave2: chosen, captcha: CAPTCHA_ANSWER },
  press: 'Cambiar Clave',
});

const CHANGED = /Generación de nueva clave Sence satisfactoria\./;
const SOON = 'dentro de los próximos 10 minutos\\.';

/** The guide's dialog as a page; that the key changed is told, the key never. */
export const changed = ({ profile }: Pick<Holder, 'profile'>): Turn => ({
  heading: 'Éxito',
  says:
    profile === 'juridica'
      ? [CHANGED, new RegExp(`SENCE avisará de este cambio al e-Mail de la Empresa registrado ${SOON}`)]
      : [
          CHANGED,
          new RegExp(`SENCE le avisará de este cambio por SMS a su celular ${SOON}`),
          new RegExp(`SENCE le avisará de este cambio a su e-Mail ${SOON}`),
        ],
});
