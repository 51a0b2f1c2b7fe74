import { inviteFacilitador } from '../../src/account/invite-facilitador.ts';
import { sendNextInvitation } from '../../src/account/send-invitation.ts';
import type { FacilitadorRequest } from '../../src/domain/facilitador/facilitador-request.ts';
import type { FacilitadorInvitation } from '../../src/domain/facilitador/invitation.ts';
import type { TestApp } from './app.ts';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { digitsAt } from './totp.ts';

/** The request is approved, as two people do, and its invitation is sent. */
export async function approve(app: TestApp, request: FacilitadorRequest): Promise<void> {
  await app.deps.atomically(() => inviteFacilitador(app.deps, request));
  await sendNextInvitation(app.deps);
}

/** The invitation of a request as it is now. */
export async function invitationOf(app: TestApp, { id }: FacilitadorRequest): Promise<FacilitadorInvitation> {
  const found = await app.deps.facilitadorInvitations.find(id);
  if (!found) throw new Error('no invitation');
  return found;
}

/** The address of the newest invitation in a mailbox; undefined where it got none. */
export async function invitationTo(app: TestApp, email: string): Promise<string | undefined> {
  const mail = (await app.mailbox()).find(({ to, text }) => to === email && text.includes('/invitacion/'));
  return /https?:\/\/\S+\/invitacion\/[\w-]+/.exec(mail?.text ?? '')?.[0];
}

/** What is chosen in the form of the key, with the digits that the app on the page shows now. */
export function chosenOn(app: TestApp, page: Visit, change: Readonly<Record<string, string>> = {}) {
  const secret = (/class="secreto">([^<]+)</.exec(page.html)?.[1] ?? '').replace(/\s/g, '');
  const fields = { clave: 'Quiltro-55', clave2: 'Quiltro-55', pregunta: '2', respuesta: 'limonero' };
  return { secret, fields: { ...fields, digitos: digitsAt(secret, app.deps.now()), ...change } };
}

/** A person opens the link, accepts, and is at the last page; the secret of their app. */
export async function acceptBy(app: TestApp, link: string, browser: Browser = openBrowser()) {
  const page = await browser.get(`${link}/clave`);
  const { secret, fields } = chosenOn(app, page);
  return { secret, done: await browser.follow(await browser.send(page, fields), app.issuer) };
}
