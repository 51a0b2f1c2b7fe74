import type { Page } from 'playwright-core';
import { settleHold } from '../../src/account/settle-hold.ts';
import { LETTERS } from '../helpers/house.ts';
import { logInCompany, panaderiaForm } from './company-steps.ts';
import { askForRun, jorge, jorgeForm, openRequest } from './migrante-steps.ts';
import { chooseProfile } from './platform-steps.ts';
import { openAccount, camila as recovering } from './recover-cast.ts';
import { CHOSEN, inMessage, provisionalKeys } from './recover-endings.ts';
import type { Stage } from './stage.ts';
import { camila, confirm, fill, logIn, press, register } from './steps.ts';

/** A page of a journey, and how one gets there from the page before. */
export interface Step {
  readonly caption: string;
  go(page: Page, stage: Stage): Promise<unknown>;
}

/** One sheet: what a person goes through, page by page; `client` replaces fields of the platform's own file. */
export interface Journey {
  readonly name: string;
  readonly client?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

const at =
  (path: string) =>
  (page: Page, { house }: Stage) =>
    page.goto(house.issuer + path);

async function contest(page: Page, { house }: Stage, rut: string, serie: string): Promise<void> {
  await page.goto(`${house.issuer}/alguien-registro-mi-rut`);
  await fill(page, { rut, serie, captcha: LETTERS });
  await press(page, 'Recuperar mi RUT');
}

const registroEIngreso: Journey = {
  name: 'registro-e-ingreso',
  steps: [
    { caption: 'Portada', go: at('/') },
    { caption: 'Registro', go: at('/registro/natural') },
    { caption: 'Éxito', go: (page) => register(page) },
    {
      caption: 'Ingreso con clave incorrecta',
      async go(page, stage) {
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, camila.rut, 'Copih-2025');
      },
    },
    {
      caption: 'De vuelta en la plataforma',
      go: (page) => logIn(page, camila.rut, camila.clave),
    },
  ],
};

const empresa: Journey = {
  name: 'empresa',
  steps: [
    { caption: 'Registro de una empresa', go: at('/registro/juridica') },
    {
      caption: 'Con errores',
      go: (page) => register(page, { ...panaderiaForm, rut_empresa: '54.000.001-9', email: 'contacto', clave2: '' }),
    },
    {
      caption: 'Ingreso de una empresa',
      async go(page, stage) {
        await register(page, panaderiaForm);
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Empresa');
      },
    },
    {
      caption: 'La plataforma, con la empresa',
      go: (page) => logInCompany(page, '54.000.001-8', '44.000.001-0'),
    },
  ],
};

const migrante: Journey = {
  name: 'migrante',
  steps: [
    { caption: 'Registro de un migrante', go: at('/registro/migrante') },
    {
      caption: 'Ingreso con NIE',
      async go(page, stage) {
        await register(page, jorgeForm);
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Migrante');
      },
    },
    { caption: 'Ya tengo RUN', go: at('/ya-tengo-run') },
    { caption: 'Estado de mi solicitud: en espera', go: (page) => askForRun(page, jorge) },
    {
      caption: 'Estado de mi solicitud: hecha',
      async go(page, stage) {
        stage.house.advance(72 * 3_600_000);
        await settleHold(stage.house.world);
        await openRequest(page, stage);
      },
    },
  ],
};

const identidad: Journey = {
  name: 'identidad',
  client: { accepts_declared_identity: false },
  steps: [
    {
      caption: 'Compruebe su identidad',
      async go(page, stage) {
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, '44.000.002-9', 'Lautaro-77');
      },
    },
    {
      caption: 'El número no coincide; el dibujo abierto',
      async go(page) {
        await fill(page, { serie: '512345678' });
        await press(page, 'Validar');
        await page.getByText('¿Dónde está este número?').click();
      },
    },
    { caption: 'Alguien registró mi RUT', go: at('/alguien-registro-mi-rut') },
    { caption: 'Alguien registró el RUT de mi empresa', go: at('/alguien-registro-mi-rut?perfil=juridica') },
    {
      caption: 'Nadie tiene una cuenta con ese RUT',
      go: (page, stage) => contest(page, stage, '44.000.003-7', 'B51A23456'),
    },
    {
      caption: 'El RUT vuelve a ser suyo',
      go: (page, stage) => contest(page, stage, '44.000.002-9', '523456789'),
    },
    {
      caption: 'Revisaremos su caso en persona',
      go: (page, stage) => contest(page, stage, '44.000.001-0', '512345678'),
    },
  ],
};

const recuperar: Journey = {
  name: 'recuperar',
  steps: [
    {
      caption: 'Recuperar CS',
      async go(page, stage) {
        await openAccount(stage.house, recovering, true);
        await at('/recuperar/natural')(page, stage);
      },
    },
    { caption: 'Pregunta secreta', go: (page) => send(page, { rut: recovering.rut }) },
    {
      caption: 'No recuerda la respuesta: la cédula',
      async go(page) {
        await page.locator('#olvido').check();
        await press(page, 'Validar');
      },
    },
    { caption: '¿El email es correcto?', go: (page) => send(page, { serie: recovering.serie }) },
    { caption: 'Letras', go: (page) => chooseAddress(page, '#correcto') },
    {
      caption: 'Éxito',
      async go(page, { house }) {
        await fill(page, { captcha: LETTERS });
        await press(page, 'Recuperar Clave');
        await house.mailbox();
        await page.reload();
      },
    },
    { caption: 'Ingreso con la clave provisoria', go: enterProvisional },
    {
      caption: 'La plataforma, con la clave nueva',
      async go(page) {
        await fill(page, { clave: CHOSEN.guia, clave2: CHOSEN.guia });
        await press(page, 'Cambiar Clave');
      },
    },
    { caption: '«No»: otros contactos', go: askForContacts },
    {
      caption: 'Revisar la solicitud',
      go: (page) => send(page, { email: 'nuevo@correo.example', celular: '40000099' }),
    },
    {
      caption: 'Recibimos su solicitud',
      async go(page) {
        await fill(page, { captcha: LETTERS });
        await press(page, 'Recuperar Clave');
      },
    },
    {
      caption: 'Confirme su correo nuevo',
      go: openLink(/(http\S+\/confirmar-contacto\/\S+)/, 'nuevo@correo.example'),
    },
    { caption: 'Estado de mi solicitud, desde el correo anterior', go: openLink(/(http\S+\/solicitud\/\S+)/) },
    {
      caption: 'Ingresar con la clave detiene la solicitud',
      async go(page, stage) {
        await page.context().clearCookies();
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, recovering.rut, CHOSEN.guia);
      },
    },
    { caption: 'No fui yo', go: openLink(/(http\S+\/no-fui-yo\/\S+)/) },
    { caption: 'Cuenta detenida', go: (page) => press(page, 'Detener mi cuenta') },
  ],
};

async function send(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  await fill(page, values);
  await press(page, 'Validar');
}

async function chooseAddress(page: Page, choice: string): Promise<void> {
  await page.locator(choice).check();
  await press(page, 'Validar');
}

async function enterProvisional(page: Page, stage: Stage): Promise<void> {
  const { sms } = await provisionalKeys(stage.house, recovering);
  await chooseProfile(page, stage, 'Persona');
  await logIn(page, recovering.rut, sms);
}

async function askForContacts(page: Page, stage: Stage): Promise<void> {
  await at('/recuperar/natural')(page, stage);
  await send(page, { rut: recovering.rut });
  await page.locator('#olvido').check();
  await press(page, 'Validar');
  await send(page, { serie: recovering.serie });
  await chooseAddress(page, '#correcto-no');
}

function openLink(pattern: RegExp, to: string = recovering.email): Step['go'] {
  return async (page, { house }) => page.goto(await inMessage(house, to, pattern));
}

/** Every journey of which there is a sheet. */
export const journeys: readonly Journey[] = [registroEIngreso, empresa, migrante, identidad, recuperar];
