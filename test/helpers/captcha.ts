import type { TestApp } from './app.ts';

/** The token of the link in the newest mail to an address; throws when there is none. */
export async function newestLinkTo(app: Pick<TestApp, 'mailbox'>, address: string): Promise<string> {
  const mails = await app.mailbox();
  const text = mails.find(({ to, text }) => to === address && /\/(confirmar|solicitud)\/\S+/.test(text))?.text ?? '';
  const token = /\/(?:confirmar|solicitud)\/(\S+)/.exec(text)?.[1];
  if (!token) throw new Error(`no link in the mails to ${address}: ${mails.map(({ subject }) => subject).join(', ')}`);
  return token;
}
