import type { Here } from '../../../account/who-is-in.ts';
import { mailboxOf } from '../../../domain/email.ts';
import { type PortalClient, type PortalContact, type PortalContacts, roleMay } from '../../../domain/portal-client.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { mailPossibleFrom } from './mail-budget.ts';
import { ownClient, stillMay } from './own-client.ts';
import { recordAct, tellContacts } from './record-act.ts';

/**
 * Changes the contacts of a reviewed client at once, without a review: the technical ones by who develops, the
 * institutional one by who administers alone; of anyone else it stays. Those of before and the new ones are told. `false`
 * where nothing differs. Throws what `ownClient` throws, and `portal-contacts-often` for who develops where no mail would
 * tell one of those of before.
 */
export async function changeContacts(
  deps: Deps,
  here: Here,
  id: string,
  contacts: PortalContacts,
  visitor: Visitor,
): Promise<boolean> {
  const { role } = await ownClient(deps, here, id, 'contacts');
  return deps.atomically(async () => {
    let before: PortalContacts | undefined;
    const client = await deps.portalClients.change(id, (found) => {
      stillMay('contacts', role)(found);
      before = contactsOf(found.data);
      const own = roleMay('institution', role)
        ? contacts
        : { ...contacts, institutionalContact: before.institutionalContact };
      const changed = contactsOf(own);
      if (JSON.stringify(changed) === JSON.stringify(before)) return undefined;
      return { data: { ...found.data, ...changed }, reviewed: found.reviewed && { ...found.reviewed, ...changed } };
    });
    if (!client || !before) return false;
    const { untold, ...details } = await tellEach(deps, client, before);
    if (untold > 0 && !roleMay('institution', role))
      throw new Refusal('portal-contacts-often', {
        until: await mailPossibleFrom(deps, client.organisation, allOf(before), 'contacts'),
      });
    await recordAct(deps, { here, visitor }, client, { act: 'portal.contacts-changed', details });
    return true;
  });
}

/** Always in the same order, so that equal contacts have the same text. */
function contactsOf({ technicalContacts, institutionalContact }: PortalContacts): PortalContacts {
  const plain = ({ name, email }: PortalContact) => ({ name, email });
  return { technicalContacts: technicalContacts.map(plain), institutionalContact: plain(institutionalContact) };
}

/** Tells who left, who came and who stays, once a mailbox; how many left, came, and were not told: `untold` of before. */
async function tellEach(deps: Deps, client: PortalClient, before: PortalContacts) {
  const [old, now] = [before, client.data].map(allOf) as [readonly PortalContact[], readonly PortalContact[]];
  const isIn = (all: readonly PortalContact[]) => {
    const mailboxes = new Set(all.map(({ email }) => mailboxOf(email)));
    return ({ email }: PortalContact) => mailboxes.has(mailboxOf(email));
  };
  const [wasIn, staysIn] = [isIn(old), isIn(now)];
  const gone = old.filter((one) => !staysIn(one));
  const come = now.filter((one) => !wasIn(one));
  const untold =
    (await tellContacts(deps, client, gone, 'contact-removed')) +
    (await tellContacts(deps, client, now.filter(wasIn), 'contacts-changed'));
  const withheld = untold + (await tellContacts(deps, client, come, 'contact-added'));
  return { removed: gone.length, added: come.length, untold, ...(withheld > 0 ? { withheld } : {}) };
}

const allOf = ({ technicalContacts, institutionalContact }: PortalContacts): readonly PortalContact[] => [
  ...technicalContacts,
  institutionalContact,
];
