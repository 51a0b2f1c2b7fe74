import type { LookUpPass } from '../../../account/look-up-pass.ts';
import { holderOf } from '../../../account/registered-already.ts';
import { type Account, CONFIRMATION_HOURS } from '../../../domain/account.ts';
import type { JourneyOrigin } from '../../../domain/journey-origin.ts';
import { Secret } from '../../../domain/key.ts';
import { assertNotGuessable } from '../../../domain/key-block-list.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { NewAccount } from '../../../ports/accounts.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { PendingCard } from '../../../ports/pending-changes.ts';
import { emailToConfirm } from './email-to-confirm.ts';
import { openRecreation } from './legacy-recreation.ts';
import { sendConfirmation } from './send-confirmation.ts';

/** A registration that waits for its e-mail to be confirmed. */
export interface Begun {
  /** Id of the message that the page follows. */
  readonly message: string;
  readonly accountId: string;
}

/** The browser that registers, and the sign-in where it began: both are kept in the link of the message. */
interface From {
  readonly browser?: string | undefined;
  readonly origin?: JourneyOrigin | undefined;
}

/** With what a form registers: the pass of a right captcha, and the sign-in where it began. */
export interface Registering {
  readonly pass?: LookUpPass;
  readonly origin?: JourneyOrigin | undefined;
}

/** What every registration has in common, once the registries have identified the person. */
export interface Beginning {
  readonly account: Omit<NewAccount, 'id' | 'keyHash' | 'question'>;
  readonly key: Secret;
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  /** Names that the key must not be made of. */
  readonly names: readonly (string | undefined)[];
  /** The card that was shown, and its person. */
  readonly card?: PendingCard | undefined;
}

/**
 * Opens an account that waits for its e-mail to be confirmed and reserves nothing until then. Gives the id of the
 * message that was sent and of the account. Where the identifier has an account by now, which `assertNotRegistered` did
 * not find, the answer is the same as for any caller and only the owner is notified. In the same `browser` the link
 * asks for no key; one that a card re-creates from the old system has a waiting period.
 */
export async function beginRegistration(
  deps: Deps,
  wanted: Beginning,
  visitor: Visitor,
  { browser, origin }: From = {},
): Promise<Begun> {
  assertNotGuessable(wanted.key.reveal(), wanted.names);
  // Hashed before the look-up of the account: both answers cost the same.
  const secrets = await hashed(deps, wanted);
  const holder = await holderOf(deps, wanted.account);

  return deps.atomically(async () => {
    const typed = wanted.account.personal.email;
    const email = await emailToConfirm(deps, wanted.account);
    const personal = { ...wanted.account.personal, email: email ?? wanted.account.personal.email };
    const account = await deps.accounts.add({ ...wanted.account, ...secrets, personal });
    await holdIfRecreated(deps, account, { card: wanted.card, held: holder !== undefined }, visitor);
    const standing = { holder, typed, cardNeeded: !email, browser, origin, hours: CONFIRMATION_HOURS };
    await deps.throttles.consume(rateLimits.confirmationLetter, account.id);
    const message = await sendConfirmation(deps, account, standing, visitor);
    return { message, accountId: account.id };
  });
}

/**
 * A re-creation by card from the old system has a waiting period. For an identifier that the old system did not know,
 * or that an account holds, the same is done and rolled back: the response time must not reveal whose key it kept
 * (floor 2).
 */
async function holdIfRecreated(
  deps: Deps,
  account: Account,
  { card, held }: { readonly card: PendingCard | undefined; readonly held: boolean },
  visitor: Visitor,
): Promise<void> {
  const imported = await deps.legacyKeys.contactsOf(account.profile, account.identifier);
  if (!card) return;
  await deps.savepoint(
    () => openRecreation(deps, account, card, imported ?? {}, visitor),
    imported !== undefined && !held,
  );
}

async function hashed(
  { hasher }: Deps,
  { key, question }: Beginning,
): Promise<Pick<NewAccount, 'id' | 'keyHash' | 'question'>> {
  // The hashes are bound to the account, whose id is therefore made before it.
  const id = crypto.randomUUID();
  const keyHash = await hasher.hash(key, { purpose: 'key', id });
  if (!question) return { id, keyHash };
  const answerHash = await hasher.hash(new Secret(question.answer), { purpose: 'answer', id });
  return { id, keyHash, question: { id: question.id, answerHash } };
}
