import type { Page } from 'playwright-core';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { at, type Step } from './journey-step.ts';
import { type Holder, openAccount } from './recover-cast.ts';
import { inMessage } from './recover-endings.ts';
import type { Stage } from './stage.ts';
import { fill, press } from './steps.ts';

const CONTACTS = { email: 'nuevo@correo.example', celular: '40000099' } as const;

/** Opens the account of a holder, whose question is asked or not, and the first page of its recovery. */
export const begin =
  (holder: Holder, asksQuestion: boolean): Step['go'] =>
  async (page, stage) => {
    await openAccount(stage.app, holder, asksQuestion);
    await at(`/recuperar/${holder.profile}`)(page, stage);
  };

/** Writes what is asked, letters included where the page has them, and goes on. */
export const send =
  (values: Readonly<Record<string, string>>): Step['go'] =>
  async (page) => {
    await fill(page, { ...values, captcha: CAPTCHA_ANSWER });
    await press(page, 'Validar');
  };

/** Ticks a box or a choice and goes on. */
export const choose =
  (choice: string): Step['go'] =>
  async (page) => {
    await page.locator(choice).check();
    await press(page, 'Validar');
  };

/** Does not remember the answer to the secret question. */
export const forget = choose('#olvido');

/** Asks for the key; the page is opened anew until its messages have left. */
export async function recover(page: Page, { app }: Stage): Promise<void> {
  await fill(page, { captcha: CAPTCHA_ANSWER });
  await press(page, 'Recuperar Clave');
  await app.mailbox();
  await page.reload();
}

/** Opens the drawing of the cards. */
export const unfoldCards = (page: Page): Promise<void> => page.getByText('¿Dónde está este número?').click();

/** The steps of a user without the contacts on file, from «No» to the pending request. */
export const newContacts: readonly Step[] = [
  { caption: 'Revisar la solicitud', go: send(CONTACTS) },
  { caption: 'Recibimos su solicitud', go: recover },
  {
    caption: 'Confirme su correo nuevo',
    go: openLink(/(http\S+\/confirmar-contacto\/\S+)/, CONTACTS.email),
  },
];

/** Opens the link that a pattern finds in the newest message to an address. */
export function openLink(pattern: RegExp, to: string): Step['go'] {
  return async (page, { app }) => page.goto(await inMessage(app, to, pattern));
}

/** Opens the page of the waiting request by the link in the mailbox on file. */
export const openWaiting = ({ email }: Holder): Step['go'] => openLink(/(http\S+\/solicitud\/\S+)/, email);
