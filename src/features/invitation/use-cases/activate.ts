import { printCodes } from '../../../account/printed-codes.ts';
import { NO_ADDRESS } from '../../../domain/address.ts';
import { Secret } from '../../../domain/key.ts';
import { assertNotGuessable } from '../../../domain/key-block-list.ts';
import type { Nie } from '../../../domain/nie.ts';
import { RECOVERY_CODES } from '../../../domain/printed-code.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { NewAccount } from '../../../ports/accounts.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { accept, beginMandate } from './begin-mandate.ts';
import { type FactorChosen, firstFactor } from './first-factor.ts';
import { type OpenInvitation, openInvitation } from './open-invitation.ts';

/** What the person chooses. */
export interface Chosen {
  readonly key: Secret;
  readonly question?: { readonly id: number; readonly answer: string } | undefined;
  readonly factor: FactorChosen;
}

/**
 * Opens the account of a facilitador with its factor, and the mandate of the company begins, in one transaction: of
 * several callers one has an effect. Gives the ten printed codes, which are shown once. Throws `key-guessable`,
 * `invitation-over`, and what `firstFactor` throws.
 */
export async function activate(
  deps: Deps,
  token: string,
  chosen: Chosen,
  visitor: Visitor,
): Promise<readonly string[]> {
  const open = await openInvitation(deps, token);
  if ('over' in open || open.existing) throw new Refusal('invitation-over');
  const made = await newAccount(deps, open, chosen);
  const factor = await firstFactor(deps, open.invitation, chosen.factor);
  const { printed, rows } = await printCodes(
    deps,
    { account: made, actor: undefined },
    { kind: 'recovery-code', count: RECOVERY_CODES },
  );
  await deps.atomically(async () => {
    const accepted = await accept(deps, token, open);
    await deps.accounts.add(made);
    if (!(await deps.accounts.activate(made.id))) throw new Refusal('invitation-over');
    if (factor.kind === 'passkey') await deps.relyingParty.note();
    await deps.credentials.add([factor, ...rows]);
    const account = await deps.accounts.lock(made.id);
    if (!account) throw new Refusal('invitation-over');
    const { id: accountId, subject } = account;
    await deps.audit.record({ act: 'registration.confirmed', accountId, subject, visitor });
    await deps.audit.record({ act: 'factor.added', accountId, subject, visitor, details: { factor: factor.kind } });
    await beginMandate(deps, accepted, { account, visitor });
  });
  return printed;
}

/** The account as it will be, with its hashes, which are bound to its id. */
async function newAccount(
  { hasher, nieRegistry }: Deps,
  { invitation }: OpenInvitation,
  { key, question }: Chosen,
): Promise<NewAccount> {
  const { holder: id, nie, data } = invitation;
  const { name, email, document } = data;
  assertNotGuessable(key.reveal(), [name.given, name.paternal, name.maternal, email, nie, document.number]);
  return {
    id,
    profile: 'facilitador',
    kind: 'NIE',
    identifier: nie as Nie,
    identidad: 'revisada',
    keyHash: await hasher.hash(key, { purpose: 'key', id }),
    question: question && {
      id: question.id,
      answerHash: await hasher.hash(new Secret(question.answer), { purpose: 'answer', id }),
    },
    personal: { name, email, address: NO_ADDRESS },
    simulado: nieRegistry.simulado,
  };
}
