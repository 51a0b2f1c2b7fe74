import type { TestApp } from './app.ts';
import type { Browser, Visit } from './browser.ts';

/** Where the code of a new device is read, and the address to which it goes. */
export interface Mailbox {
  readonly app: Pick<TestApp, 'mailbox'>;
  readonly to: string;
}

/** The e-mail on file of the seeded account of Rosa. */
export const ROSAS_MAIL = 'rosa@correo.example';

/** Whether this is the page that asks for the code of a new device (C14). */
export const asksForDeviceCode = (page: Pick<Visit, 'url'>): boolean => /\/ingresar\/[\w-]+\/equipo\//.test(page.url);

/** The newest code of a new device in the messages sent there; empty where there is none. */
export async function deviceCodeIn({ app, to }: Mailbox): Promise<string> {
  const mail = (await app.mailbox()).find(
    (one) => one.to === to && /terminar de ingresar en un equipo/.test(one.text) && /\b\d{6}\b/.test(one.text),
  );
  return /\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? '';
}

/** Types the code where the page asks for it, and follows the sign-in within its origin; any other page stays. */
export async function giveDeviceCode(browser: Browser, page: Visit, mailbox: Mailbox): Promise<Visit> {
  if (!asksForDeviceCode(page)) return page;
  const codigo = await comingCode(mailbox);
  const sent = await browser.get(page.url);
  return browser.follow(await browser.send(sent, { codigo, accion: 'continuar' }), new URL(page.url).origin);
}

/** The same, where another test's delivery may have taken the message and not yet brought it. */
async function comingCode(mailbox: Mailbox): Promise<string> {
  for (let look = 0; look < 100; look += 1) {
    const code = await deviceCodeIn(mailbox);
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return '';
}
