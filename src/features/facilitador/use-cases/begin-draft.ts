import { continueByMail } from '../../../account/continue-by-mail.ts';
import { assertMailMayGo } from '../../../account/mail-budget.ts';
import type { FactorShown } from '../../../account/prove-held.ts';
import { proveOwnKey } from '../../../account/prove-key.ts';
import { hasFactor, proveHolder } from '../../../account/proved-holder.ts';
import { actForChange } from '../../../account/representation.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { Identifier } from '../../../domain/account.ts';
import type { Secret } from '../../../domain/key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Rut } from '../../../domain/rut.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { StoredDraft } from '../../../ports/facilitador-drafts.ts';
import { type DraftOf, draftByMail, draftSteps, holderOfDraft } from './draft-flow.ts';

/** What a company shows: its key, and who represents it. */
interface CompanyKey {
  readonly identifier: Identifier;
  readonly representative?: Rut | undefined;
  readonly key: Secret;
  /** Value of the device cookie, if the browser has one. */
  readonly device: string | undefined;
}

const blank = (identifier: Identifier): Omit<StoredDraft, 'id'> => ({
  profile: 'juridica',
  identifier,
  proved: false,
  mailOnly: false,
  byMail: false,
  question: 'none',
  done: false,
});

type Proved = Pick<StoredDraft, 'accountId' | 'keyChangedAt' | 'proved' | 'factor' | 'question' | 'representative'>;

const questionOf = ({ policy }: Pick<Deps, 'policy'>) => (policy.asksQuestion ? 'asked' : 'none');

/**
 * Begins a request by the key of a company, which spends the throttles of the login and has the same refusals; who does
 * not represent it at the SII now is told so only after a right key (M-40, M-44). Gives the id of the draft.
 */
export async function beginDraft(
  deps: Deps,
  { browser, ...asked }: CompanyKey & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  const proved = await prove(deps, asked, visitor);
  return deps.facilitadorDrafts.begin({ ...blank(asked.identifier), ...proved }, browser);
}

/** The same by the mailbox on file first: the pages are the same for every RUT, and the key is asked after the link. */
export async function beginDraftByMail(
  deps: Deps,
  { identifier, browser }: Pick<CompanyKey, 'identifier'> & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  await assertMailMayGo(deps, `juridica:${identifier}`, visitor);
  const found = await deps.accounts.findByIdentifier('juridica', identifier);
  const accountId = found?.state === 'activa' ? found.id : undefined;
  const id = await deps.facilitadorDrafts.begin({ ...blank(identifier), accountId, mailOnly: true }, browser);
  await continueByMail(deps, draftByMail(deps), { id, browser }, visitor);
  return id;
}

/** Begins one for who is signed in as the company: what the session proved is not asked again, but the SII is. */
export async function beginDraftSignedIn(
  deps: Deps,
  { account, actor }: Pick<Here, 'account' | 'actor'>,
  browser: string,
  visitor: Visitor,
): Promise<string> {
  if (account.profile !== 'juridica' || !actor) throw new Refusal('not-representative');
  await actForChange(deps, account, actor.run, visitor);
  const factor = await hasFactor(deps, { account, actor: actor.subject });
  return deps.facilitadorDrafts.begin(
    {
      ...blank(account.identifier),
      accountId: account.id,
      keyChangedAt: account.keyChangedAt.toISOString(),
      proved: true,
      factor: factor ? 'asked' : 'none',
      question: questionOf(deps),
      representative: actor.run,
    },
    browser,
  );
}

/** Proves the key in a request that began by mail. */
export async function proveDraftKey(deps: Deps, of: DraftOf, asked: CompanyKey, visitor: Visitor): Promise<void> {
  const proved = await prove(deps, asked, visitor);
  await draftSteps(deps).advance(of, 'key', (latest) => ({ ...latest, ...proved }));
}

/** Proves the second factor of the representative. Throws what `proveHolder` throws. */
export async function proveDraftFactor(deps: Deps, of: DraftOf, shown: FactorShown, visitor: Visitor): Promise<void> {
  const holder = await holderOfDraft(deps, await draftSteps(deps).at(of, 'factor'));
  const { factor } = await proveHolder(deps, holder, shown, visitor);
  await draftSteps(deps).advance(of, 'factor', (latest) => ({ ...latest, factor }));
}

async function prove(
  deps: Deps,
  { identifier, representative, key, device }: CompanyKey,
  visitor: Visitor,
): Promise<Proved> {
  const account = await ownKey(deps, { identifier, key, device }, visitor);
  if (!representative) throw new Refusal('not-representative');
  const { subject: actor } = await actForChange(deps, account, representative, visitor);
  return {
    accountId: account.id,
    keyChangedAt: account.keyChangedAt.toISOString(),
    proved: true,
    factor: (await hasFactor(deps, { account, actor })) ? 'asked' : 'none',
    question: questionOf(deps),
    representative,
  };
}

/** A provisional key opens nothing but the page that changes it (floor 3): its refusal leads there. */
async function ownKey(deps: Deps, asked: Omit<CompanyKey, 'representative'>, visitor: Visitor) {
  try {
    return await proveOwnKey(deps, { profile: 'juridica', ...asked, visitor });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key-provisional') throw error;
    throw new Refusal('key-provisional', { ...error.details, profile: 'juridica' });
  }
}
