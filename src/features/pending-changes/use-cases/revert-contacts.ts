import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { doneNow } from '../../../account/done-now.ts';
import { contactsOfAccount, eachOnce, notifyContact } from '../../../account/notify-account.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { shutDown } from '../../../account/shut-down.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { wayBackIn } from '../../../account/way-back-in.ts';
import { type Account, type PersonalData, rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { PROVISIONAL_BYTES, provisionalKey } from '../../../domain/provisional-key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Undo } from '../../../ports/pending-changes.ts';
import { disputedByLink } from './dispute-change.ts';

/** What restores the contacts: the token of the link, and the card that is shown with it. */
interface Reversal {
  readonly token: string;
  readonly serial: CedulaSerial;
  /** Of a company: RUN of the representative in force whose card it is. */
  readonly representative?: Rut | undefined;
}

/**
 * Restores what a request replaced, once the account was frozen by the link and the card is shown: contacts and
 * question are again what they were, a key that was made since is not valid, all sessions and tokens end, and the
 * account stays frozen until it is recovered (floor 5). Throws `link-spent`, `document-at-desk`, and what a wrong card
 * throws.
 */
export async function revertContacts(deps: Deps, reversal: Reversal, visitor: CardVisitor): Promise<void> {
  const { id } = await assertMayRevert(deps, reversal, visitor);
  // A random key that no user knows replaces the one that was made since.
  const unknown = provisionalKey(deps.chance(PROVISIONAL_BYTES));
  const keyHash = await deps.hasher.hash(unknown, { purpose: 'key', id });
  await deps.atomically(async () => {
    const link = await deps.links.spend('revert-contacts', reversal.token);
    // The account's row first, as all code that ends a request takes it.
    const account = link && (await deps.accounts.lock(link.accountId));
    const before = link?.about === undefined ? undefined : await deps.pendingChanges.undoOf(link.about);
    if (!account || !before) throw new Refusal('link-spent');
    await restore(deps, account, { before, keyHash }, visitor);
  });
}

/** The card of the account holder, or of a current representative of the company; gives the account. */
async function assertMayRevert(
  deps: Deps,
  { token, serial, representative }: Reversal,
  visitor: CardVisitor,
): Promise<Account> {
  const disputed = await disputedByLink(deps, token);
  if (!disputed) throw new Refusal('link-spent');
  const { account, hold, way } = disputed;
  if (way !== 'card') throw new Refusal('document-at-desk');
  if (!hold.disputedAt) throw new Refusal('link-spent');
  const company = account.profile === 'juridica';
  if (company && !representative) throw new Refusal('not-representative');
  const run = company && representative ? representative : rutOf(account);
  if (company) assertRepresents(await companyNow(deps, rutOf(account)), run);
  await checkCedula(deps, run, serial, { ...visitor, account });
  await assertOpensAfterTheft(deps, account, { run, serial });
  return account;
}

async function restore(
  deps: Deps,
  account: Account,
  { before, keyHash }: { readonly before: Undo; readonly keyHash: string },
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  const reverted = await deps.accounts.change(accountId, (latest) => ({
    ...latest,
    state: 'congelada',
    keyHash,
    keyShort: false,
    keyChangedAt: deps.now(),
    question: before.question,
    personal: { ...latest.personal, ...contactsOf(before, latest) },
    confirmed: before.confirmed ?? {},
  }));
  await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: { word: 'contact', by: 'revert', visitor },
    block: { by: 'freeze', visitor },
    // The change that is undone is seven days old at most: a factor of that time may be the other person's.
    factors: { which: 'young', visitor },
    // Of a frozen account clients have the event already.
    events: account.state === 'congelada' ? [] : [{ event: 'account-disabled' }],
  });
  await deps.audit.record({ act: 'contacts.reverted', accountId, subject, visitor });
  const { reference: folio } = visitor;
  const back = wayBackIn(deps, { ...account, state: 'congelada' });
  const notice = { kind: 'contacts-reverted', ...doneNow(deps, visitor), folio, ...back } as const;
  // Both sides are notified: the contacts on file until now, and the restored ones; a contact that stayed is notified
  // once.
  const until = contactsOfAccount(account);
  const again = reverted ? contactsOfAccount(reverted) : [];
  for (const to of eachOnce([...until, ...again])) await notifyContact(deps, account, notice, to);
}

/**
 * A company gets its representative back; without the contacts where the SII's list changed, because that one may have
 * left.
 */
function contactsOf({ email, mobile, company }: Undo, { keyNeedsCard }: Account): Partial<PersonalData> {
  if (!company) return { email, mobile };
  const { run, name } = company.representative;
  const representative = keyNeedsCard ? { run, name } : company.representative;
  return { email, mobile, company: { ...company, representative } };
}
