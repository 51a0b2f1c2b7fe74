import type { CardVisitor } from '../../../account/card-tries.ts';
import { checkCedula } from '../../../account/check-cedula.ts';
import { doneNow } from '../../../account/done-now.ts';
import { endHolds } from '../../../account/end-holds.ts';
import { endBlockOf } from '../../../account/lift-block.ts';
import { assertRepresents, companyNow } from '../../../account/representation.ts';
import { assertOpensAfterTheft } from '../../../account/stolen-card.ts';
import { contactsOfHolder, eachOnce, tellContact } from '../../../account/tell-holder.ts';
import { wayBackIn } from '../../../account/way-back-in.ts';
import { type Account, type PersonalData, rutOf } from '../../../domain/account.ts';
import type { CedulaSerial } from '../../../domain/cedula.ts';
import { PROVISIONAL_BYTES, provisionalKey } from '../../../domain/provisional-key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Undo } from '../../../ports/holds.ts';
import type { World } from '../../../ports/world.ts';
import { disputedByLink } from './dispute-change.ts';

/** Who takes the contacts back: the token of the link, and the card that is shown with it. */
export interface Reversal {
  readonly token: string;
  readonly serial: CedulaSerial;
  /** Of a company: RUN of the representative in force whose card it is. */
  readonly representative?: Rut | undefined;
}

/**
 * Restores what a request replaced, once the account was frozen by the link and the card is shown: contacts and question
 * are again what they were, the key that was made since opens nothing, all sessions and tokens end, and the account stays
 * frozen until it is recovered (floor 5). Throws `link-spent`, `document-at-desk`, and what a wrong card throws.
 */
export async function revertContacts(world: World, reversal: Reversal, visitor: CardVisitor): Promise<void> {
  const { id } = await assertMayRevert(world, reversal, visitor);
  // A key that nobody knows takes the place of the one that was made since.
  const unknown = provisionalKey(world.chance(PROVISIONAL_BYTES));
  const keyHash = await world.hasher.hash(unknown, { purpose: 'key', id });
  await world.atomically(async () => {
    const link = await world.links.spend('revert-contacts', reversal.token);
    // The account's row first, as everybody takes it who ends a request.
    const account = link && (await world.accounts.lock(link.accountId));
    const before = link?.about === undefined ? undefined : await world.holds.undoOf(link.about);
    if (!account || !before) throw new Refusal('link-spent');
    await restore(world, account, { before, keyHash }, visitor);
  });
}

/** The card of the holder, or of somebody who represents the company now; gives the account. */
async function assertMayRevert(
  world: World,
  { token, serial, representative }: Reversal,
  visitor: CardVisitor,
): Promise<Account> {
  const disputed = await disputedByLink(world, token);
  if (!disputed) throw new Refusal('link-spent');
  const { account, hold, way } = disputed;
  if (way !== 'card') throw new Refusal('document-at-desk');
  if (!hold.disputedAt) throw new Refusal('link-spent');
  const company = account.profile === 'juridica';
  if (company && !representative) throw new Refusal('not-representative');
  const run = company && representative ? representative : rutOf(account);
  if (company) assertRepresents(await companyNow(world, rutOf(account)), run);
  await checkCedula(world, run, serial, { ...visitor, account });
  await assertOpensAfterTheft(world, account, { run, serial });
  return account;
}

async function restore(
  world: World,
  account: Account,
  { before, keyHash }: { readonly before: Undo; readonly keyHash: string },
  visitor: Visitor,
): Promise<void> {
  const { id: accountId, subject } = account;
  const reverted = await world.accounts.change(accountId, (latest) => ({
    ...latest,
    state: 'congelada',
    keyHash,
    keyChangedAt: world.now(),
    question: before.question,
    personal: { ...latest.personal, ...contactsOf(before, latest) },
    confirmed: before.confirmed ?? {},
  }));
  await world.sessions.endAll(accountId);
  if (account.state !== 'congelada') await world.platformEvents.tell(account, 'account-disabled');
  await world.provisionalKeys.end(accountId);
  await endHolds(world, account, { word: 'contact', by: 'revert', visitor });
  await endBlockOf(world, accountId, { by: 'freeze', visitor });
  await world.audit.record({ act: 'contacts.reverted', accountId, subject, visitor });
  const { reference: folio } = visitor;
  const back = wayBackIn(world, { ...account, state: 'congelada' });
  const notice = { kind: 'contacts-reverted', ...doneNow(world, visitor), folio, ...back } as const;
  // Both sides hear of it: those who were on file until now, and those who are again; a contact that stayed hears it once.
  const until = contactsOfHolder(account);
  const again = reverted ? contactsOfHolder(reverted) : [];
  for (const to of eachOnce([...until, ...again])) await tellContact(world, account, notice, to);
}

/** A company gets its representative back; without the contacts where the SII's list changed, for that one may have left. */
function contactsOf({ email, mobile, company }: Undo, { keyNeedsCard }: Account): Partial<PersonalData> {
  if (!company) return { email, mobile };
  const { run, name } = company.representative;
  const representative = keyNeedsCard ? { run, name } : company.representative;
  return { email, mobile, company: { ...company, representative } };
}
