import type { Account } from '../domain/account.ts';
import type { Email } from '../domain/email.ts';
import { KEY_ADDS_HOURS } from '../domain/hold-term.ts';
import type { Notice } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';

/** Asks a new e-mail whether somebody reads it, for as long as its request waits; `request` is the token of that page. */
export async function askContact(world: World, { id }: Pick<Account, 'id'>, to: Email, request: string): Promise<void> {
  const about = (await world.links.peek('hold', request))?.about;
  const hold = about === undefined ? undefined : await world.holds.find(about);
  const dueAt = hold?.dueAt ?? world.now();
  const until = new Date(dueAt.getTime() + (KEY_ADDS_HOURS + 24) * 3_600_000);
  const link = `${world.issuer}/confirmar-contacto/${await world.links.issue('confirm-contact', id, until, about)}`;
  const notice: Notice = { kind: 'contact-confirm', link, request: `${world.issuer}/solicitud/${request}` };
  await world.notifier.send(notice, { channel: 'mail', to }, id);
}
