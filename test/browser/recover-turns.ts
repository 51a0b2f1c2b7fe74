import type { ExecutionContext } from 'ava';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import type { Holder } from './recover-cast.ts';
import type { Person } from './scenario.ts';
import type { Stage } from './stage.ts';
import { fill, follow, heading, press, words } from './steps.ts';

/** One page of a recovery: what it says when it comes, what the person writes, ticks and presses. */
export interface Turn {
  readonly heading: string;
  readonly says?: readonly RegExp[];
  /** What the person unfolds first, by its words. */
  readonly unfold?: string;
  readonly write?: Readonly<Record<string, string>>;
  /** Label of the box or of the choice. */
  readonly tick?: string;
  readonly press?: string;
}

const titles: Readonly<Record<Holder['profile'], string>> = {
  natural: 'Recuperar CS (Clave Sence) Persona Natural',
  juridica: 'Recuperar CS (Clave Sence) Persona Jurídica',
  migrante: 'Recuperar CS (Clave Sence) Migrante',
};

const boxes = { natural: 'Persona Natural', juridica: 'Persona Jurídica', migrante: 'Migrante' } as const;

/** Opens the first page from the front page, as the guide has it. */
export async function openRecovery({ page }: Person, { app }: Stage, { profile }: Holder): Promise<void> {
  await page.goto(app.issuer);
  await follow(page, page.getByRole('link', { name: `Recuperar CS aquí como ${boxes[profile]}` }));
  await page.waitForURL(`**/recuperar/${profile}`);
}

/** Plays the pages one after another: each is looked at, has to say its words, and is answered. */
export async function play(t: ExecutionContext, person: Person, turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) {
    await reads(t, person, turn);
    if (turn.unfold) await person.page.getByText(turn.unfold, { exact: true }).click();
    await person.look();
    await fill(person.page, turn.write ?? {});
    if (turn.tick) await person.page.getByLabel(new RegExp(`^${turn.tick}`)).check();
    if (turn.press) await press(person.page, turn.press);
  }
}

async function reads(t: ExecutionContext, { page }: Person, turn: Turn): Promise<void> {
  t.is(await heading(page), turn.heading, page.url());
  const said = turn.says ?? [];
  const text = said.length > 0 ? await words(page, 'main') : '';
  for (const one of said) t.regex(text, one, turn.heading);
}

/** The first page, with what `segura` says there: it sends a link and a code, and asks no question. */
export const identifyInSegura = (holder: Holder): Turn => ({
  ...identify(holder),
  says: [
    /Primero escriba (su RUT|el RUT de la empresa|su NIE)\. Después le/,
    /IMPORTANTE: Asegúrese de usar todavía el e-mail y el celular registrados: ahí llegan el enlace y el código\./,
    /Para cualquier consulta sobre recuperar la CS, llame al 800 80 10 30\./,
    /\(\*\) Campos obligatorios\./,
  ],
});

/** The first page, with what the guide says there. */
export const identify = ({ profile, rut }: Holder): Turn => ({
  heading: titles[profile],
  says: [
    /Debe ingresar en primera instancia .* y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha\./,
    /IMPORTANTE: Asegúrese de tener sus datos de contacto actualizados antes de recuperar la CS, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice\./,
    /Para cualquier consulta sobre recuperar la CS, llame al 800 80 10 30\./,
    /\(\*\) Campos obligatorios\./,
  ],
  write: { rut, captcha: CAPTCHA_ANSWER },
  press: 'Validar',
});

export const answer: Turn = {
  heading: 'Responda su pregunta secreta',
  says: [/Pregunta Secreta: NOMBRE DE MI MASCOTA/, /No recuerdo la respuesta a mi pregunta secreta/],
  write: { respuesta: 'BOBY' },
  press: 'Validar',
};

export const forget: Turn = {
  heading: answer.heading,
  tick: 'No recuerdo la respuesta a mi pregunta secreta',
  press: 'Validar',
};

export const showCard = ({ profile, serie }: Holder): Turn => ({
  heading: profile === 'juridica' ? 'Compruebe la identidad del representante' : 'Compruebe su identidad',
  says: [/Número de serie cédula de identidad/i],
  write: { serie },
  press: 'Validar',
});

export const nameRepresentative = (run: string): Turn => ({
  heading: 'Indique el representante legal',
  says: [/Rut Representante Legal/],
  write: { rut_representante: run },
  press: 'Validar',
});

/** «¿El email es correcto?», with the e-mail as the policy masks it; `segura` and a stopped account are sent a link. */
export const confirmAddress = (
  mask: string,
  choice: 'Sí' | 'No',
  sends: 'una clave' | 'un enlace' = mask.includes('•') ? 'un enlace' : 'una clave',
): Turn => ({
  heading: 'Confirme su correo',
  says: [
    new RegExp(`Se le enviará ${sends} al siguiente correo electrónico: ${mask.replaceAll('.', '\\.')}`),
    /El email es correcto\?/,
  ],
  tick: choice,
  press: 'Validar',
});

/** The letters, where the guide has them: at the end. */
export const recover: Turn = {
  heading: 'Reciba su clave',
  says: [/Validación de seguridad anti-Robots/],
  write: { captcha: CAPTCHA_ANSWER },
  press: 'Recuperar Clave',
};

/** Instead of the letters: a link to the mailbox on file. */
export const byMail = { unfold: 'No puedo leer ni escuchar las letras', press: 'Continuar por correo' } as const;

/** The same page for a user who solved the captcha at the beginning, or came by the own mailbox. */
export const recoverWithoutLetters: Turn = { heading: recover.heading, press: 'Recuperar Clave' };

/** Both where a link and a code go out: under `segura`, and to an account that was stopped. */
export const recoverByLink: Turn = { ...recover, heading: 'Reciba su enlace y su código' };
export const recoverByLinkWithoutLetters: Turn = { heading: recoverByLink.heading, press: 'Recuperar Clave' };

const BY_SMS = /Su clave Sence \(CS\) será enviada por SMS a su celular dentro de los próximos 10 minutos\./;
const BY_MAIL = /Su clave Sence \(CS\) será enviada a su e-Mail dentro de los próximos 10 minutos\./;
const BY_COMPANY_MAIL =
  /Su clave Sence \(CS\) será enviada al e-Mail de la Empresa registrado dentro de los próximos 10 minutos\./;

/** The two dialogs of the guide. */
export const sentBySmsAndMail: Turn = { heading: 'Éxito', says: [BY_SMS, BY_MAIL, /Aceptar/] };
/** What goes out under `segura`, and to an account that was frozen. */
export const sentLinkAndCode: Turn = {
  heading: 'Éxito',
  says: [/Un enlace para recuperar su clave será enviado a su e-Mail/, /Un código será enviado por SMS/],
};
export const sentToCompany: Turn = { heading: 'Éxito', says: [BY_COMPANY_MAIL, /Aceptar/] };
