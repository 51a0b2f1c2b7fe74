import { continueByMail } from '../../../account/continue-by-mail.ts';
import { assertMailMayGo } from '../../../account/mail-budget.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { keyChangeByMail } from './key-change-flow.ts';
import { type CurrentKey, proveCurrentKey } from './prove-current-key.ts';

/** Begins a change of key by the current one, refused as at the login; gives its id. */
export async function beginKeyChange(
  deps: Deps,
  asked: CurrentKey & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  const proof = await proveCurrentKey(deps, asked, visitor);
  const { profile, identifier, browser } = asked;
  const begun = { profile, identifier, mailOnly: false, byMail: false, done: false, ...proof };
  return deps.keyChanges.begin(begun, browser);
}

/**
 * Begins one by "Continuar por correo": the page does not reveal whether there is an account; the key is asked after
 * the link.
 */
export async function beginKeyChangeByMail(
  deps: Deps,
  { profile, identifier, browser }: Pick<CurrentKey, 'profile' | 'identifier'> & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  await assertMailMayGo(deps, `${profile}:${identifier}`, visitor);
  const found = await deps.accounts.findByIdentifier(profile, identifier);
  const accountId = found?.state === 'activa' ? found.id : undefined;
  const begun = { profile, identifier, accountId, proved: false, mailOnly: true, byMail: false, done: false };
  const id = await deps.keyChanges.begin(begun, browser);
  await continueByMail(deps, keyChangeByMail(deps), { id, browser }, visitor);
  return id;
}
