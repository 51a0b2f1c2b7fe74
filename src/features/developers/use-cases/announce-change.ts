import { CHANGES_PATH, type Change } from '../../../domain/changes.ts';
import { type Email, mailboxOf } from '../../../domain/email.ts';
import type { AnnouncedChanges } from '../../../ports/announced-changes.ts';
import type { Deps } from '../../../ports/deps.ts';

type Needs = Pick<Deps, 'atomically' | 'audit' | 'issuer' | 'notifier'> & {
  readonly announcedChanges: AnnouncedChanges;
};

/** A client as its contacts know it. */
export interface ToldClient {
  readonly name: string;
  readonly contacts: readonly Email[];
}

/** How many mailboxes were told now, and how many had been before. */
interface Announced {
  readonly told: number;
  readonly before: number;
}

/**
 * Mails a change to the technical contacts of all clients, one mail for each mailbox with the names of its clients. A
 * mailbox that had it before gets nothing: a run that was cut off is repeated, and a new client is told later.
 */
export async function announceChange(
  { atomically, audit, issuer, notifier, announcedChanges }: Needs,
  change: Change,
  clients: readonly ToldClient[],
  by: string,
): Promise<Announced> {
  const link = `${issuer}${CHANGES_PATH}#${change.id}`;
  let [told, before] = [0, 0];
  for (const { to, platforms } of byMailbox(clients)) {
    const isNew = await atomically(async () => {
      if (!(await announcedChanges.note(change.id, to))) return false;
      await notifier.send({ kind: 'client-change', change: change.id, platforms, link }, { channel: 'mail', to });
      return true;
    });
    told += isNew ? 1 : 0;
    before += isNew ? 0 : 1;
  }
  if (told > 0) await audit.record({ act: 'change.announced', details: { by, change: change.id, told } });
  return { told, before };
}

/** Each mailbox once, with the names of the clients that it is a contact of. */
function byMailbox(clients: readonly ToldClient[]) {
  const found = new Map<string, { readonly to: Email; platforms: readonly string[] }>();
  for (const { name, contacts } of clients)
    for (const to of contacts) {
      const known = found.get(mailboxOf(to)) ?? { to, platforms: [] };
      found.set(mailboxOf(to), { ...known, platforms: [...new Set([...known.platforms, name])] });
    }
  return [...found.values()];
}
