import { assertMailMayGo, continueByMail } from '../../../account/continue-by-mail.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { World } from '../../../ports/world.ts';
import { keyChangeByMail } from './key-change-by-mail.ts';
import { type CurrentKey, proveCurrentKey } from './prove-current-key.ts';

/** Begins a change of key by the current one, refused as at the login; gives its id. */
export async function beginKeyChange(
  world: World,
  asked: CurrentKey & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  const proof = await proveCurrentKey(world, asked, visitor);
  const { profile, identifier, browser } = asked;
  const begun = { profile, identifier, mailOnly: false, byMail: false, done: false, ...proof };
  return world.keyChanges.begin(begun, browser);
}

/** Begins one by "Continuar por correo": nobody learns whether there is an account, and the key is asked after the link. */
export async function beginKeyChangeByMail(
  world: World,
  { profile, identifier, browser }: Pick<CurrentKey, 'profile' | 'identifier'> & { readonly browser: string },
  visitor: Visitor,
): Promise<string> {
  await assertMailMayGo(world, `${profile}:${identifier}`, visitor);
  const found = await world.accounts.findByIdentifier(profile, identifier);
  const accountId = found?.state === 'activa' ? found.id : undefined;
  const begun = { profile, identifier, accountId, proved: false, mailOnly: true, byMail: false, done: false };
  const id = await world.keyChanges.begin(begun, browser);
  await continueByMail(world, keyChangeByMail(world), { id, browser }, visitor);
  return id;
}
