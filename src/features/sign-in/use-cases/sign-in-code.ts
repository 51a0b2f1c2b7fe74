import { countPretendedTry, proveAccountCode, sendAccountCode } from '../../../account/account-code.ts';
import { type Account, type Identifier, NO_ACCOUNT, type Profile } from '../../../domain/account.ts';
import type { ContactKind } from '../../../domain/data-update.ts';
import { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { rateLimits } from '../../../domain/throttle.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Spent } from '../../../ports/throttles.ts';

/** The identifier for which a code is asked at the sign-in, and the contact to which it is sent. */
export interface SignInCode {
  readonly profile: Profile;
  readonly identifier: Identifier;
  readonly contact: ContactKind;
  /** Id of the browser that may try keys once the code was typed there. */
  readonly browser: string;
}

const PURPOSE = 'sign-in';
/** What a hash belongs to that is not stored. */
const NOWHERE = { purpose: `code:${PURPOSE}`, id: NO_ACCOUNT } as const;

/**
 * Past a hundred wrong keys in a row: sends six digits to a confirmed contact on file. Does the same and sends nothing
 * where no account has the identifier, or the account has no such contact. Throws `too-many-codes`.
 */
export async function sendSignInCode(deps: Deps, asked: SignInCode, visitor: Visitor): Promise<void> {
  const { throttles } = deps;
  if (await asksAgain(deps, asked, asked.browser)) return;
  assertWithin(await throttles.consume(rateLimits.loginMessagesByNetwork, visitor.network));
  const account = await deps.accounts.findByIdentifier(asked.profile, asked.identifier);
  const { audit } = deps;
  await audit.record({ act: 'login.mailed', ...trailOf(account), visitor, details: { by: 'code', to: asked.contact } });
  if (account && reaches(account, asked.contact)) {
    await sendAccountCode(deps, { ...asked, account, purpose: PURPOSE });
    return;
  }
  await pretend(deps, account?.id ?? whoIs(asked), asked);
}

/** The account in a line of the trail; none where the identifier has no account. */
export const trailOf = (account: Account | undefined) => ({ accountId: account?.id, subject: account?.subject });

/** The same rows and the same hash, and a message that is sent nowhere. */
async function pretend(deps: Deps, counted: string, { contact, browser }: SignInCode): Promise<void> {
  const { throttles } = deps;
  await deps.accountCodes.find({ accountId: NO_ACCOUNT, purpose: PURPOSE, contact, browser });
  assertWithin(await throttles.peek(rateLimits.wrongAccountCodes, counted, PURPOSE));
  assertWithin(await throttles.consume(rateLimits.accountCodes, counted, PURPOSE));
  await deps.hasher.hash(new Secret('000000'), NOWHERE);
  await deps.atomically(async () => {
    await deps.notifier.pretend('account-code', contact === 'email' ? 'mail' : 'sms', counted);
    await deps.links.pretend();
  });
}

/**
 * Checks the typed code: this browser may then try keys of the account for ten minutes. Every fault of it, also that no
 * account has the identifier, gives the same answer and costs a hash: `sign-in-code-wrong`.
 */
export async function proveSignInCode(deps: Deps, asked: SignInCode, typed: string, visitor: Visitor): Promise<void> {
  const account = await deps.accounts.findByIdentifier(asked.profile, asked.identifier);
  try {
    if (!account || !reaches(account, asked.contact)) {
      await countPretendedTry(deps, account?.id ?? whoIs(asked), PURPOSE);
      throw new Refusal('contact-code-spent');
    }
    await proveAccountCode(deps, { ...asked, account, purpose: PURPOSE }, typed);
    const details = { by: 'code', contact: asked.contact };
    await deps.audit.record({ act: 'login.contact-read', ...trailOf(account), visitor, details });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code !== 'contact-code-wrong') await deps.hasher.matches(undefined, new Secret(typed), NOWHERE);
    throw new Refusal('sign-in-code-wrong');
  }
}

/**
 * A second click within a minute sends no second message; counted for the browser that asked, so that no other one has
 * to wait.
 */
export async function asksAgain(
  { throttles }: Pick<Deps, 'throttles'>,
  who: Pick<SignInCode, 'profile' | 'identifier'>,
  browser: string,
): Promise<boolean> {
  return !(await throttles.consume(rateLimits.loginMessagePatience, whoIs(who), browser)).allowed;
}

/** Whether a code or link may be sent there: the account can be signed in to, and the contact is confirmed. */
export const reaches = ({ state, confirmed }: Account, contact: ContactKind): boolean =>
  state !== 'pendiente_correo' && confirmed[contact] !== undefined;

const whoIs = ({ profile, identifier }: Pick<SignInCode, 'profile' | 'identifier'>): string =>
  `${profile}:${identifier}`;

function assertWithin({ allowed, until }: Spent): void {
  if (!allowed) throw new Refusal('too-many-codes', { until });
}
