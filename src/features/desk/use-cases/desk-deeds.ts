import { disavowLink } from '../../../account/disavow-link.ts';
import { freeze } from '../../../account/freeze-account.ts';
import { notifyAccount } from '../../../account/notify-account.ts';
import { shutDown } from '../../../account/shut-down.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';
import { keyHolder } from './read-sheet.ts';

/** Whether the contacts of an account reach its person: after a theft or a protection another one may hold them. */
export const reachesPerson = ({ stolenAt }: Pick<Account, 'stolenAt'>): boolean => stolenAt === undefined;

/** Whether the ordinary recovery is there for an account. */
export const takesRecovery = (account: Pick<Account, 'state' | 'stolenAt'>): boolean =>
  account.state !== 'pendiente_correo' && account.state !== 'cerrada' && reachesPerson(account);

/**
 * Sends the address of the ordinary recovery to the confirmed contacts on file: no key and no token, so that the page
 * asks for everything that it asks of any caller.
 */
export async function offerRecovery(deps: Deps, account: Account, _: unknown, { reference }: Visitor): Promise<object> {
  if (!takesRecovery(account)) throw new Refusal('desk-nothing');
  const page = `${deps.issuer}/recuperar/${account.profile}`;
  await notifyAccount(deps, account, { kind: 'recovery-offered', page, folio: reference });
  return {};
}

/** Makes a notice that was given up due again, to where it went before, while that is the person's. */
export async function repeatMessage(
  { deskMessages }: Pick<Deps, 'deskMessages'>,
  account: Account,
  about: string | undefined,
): Promise<object> {
  const repeated = about && reachesPerson(account) && (await deskMessages.repeat(account.id, about));
  if (!repeated) throw new Refusal('desk-nothing');
  return {};
}

/** Ends the pause of wrong keys, and nothing else: bounds of cards, answers and codes stay (docs/desk.md). */
export async function liftPause({ throttles }: Pick<Deps, 'throttles'>, account: Account): Promise<object> {
  if (!(await throttles.liftKeyPause(keyHolder(account)))) throw new Refusal('desk-nothing');
  return {};
}

/**
 * Ends every session with its tokens, and what was sent for a new key. Requests that wait, factors and a block stay: a
 * member of staff has not seen who asks.
 */
export async function endSessionsAtDesk(deps: Deps, account: Account, visitor: Visitor): Promise<object> {
  const count = await shutDown(deps, account, {
    keys: 'end',
    sessions: 'end',
    holds: 'stay',
    block: 'stay',
    factors: 'stay',
    events: [],
  });
  if (count > 0) await noticeOfEnd(deps, account, count, visitor);
  return { count };
}

async function noticeOfEnd(deps: Deps, account: Account, count: number, { device }: Visitor): Promise<void> {
  const { id, personal } = account;
  const link = await disavowLink(deps, account, personal.email);
  const notice = { kind: 'sessions-ended', at: instantOf(deps.now()), device, atDesk: true, count, link } as const;
  await deps.notifier.send(notice, { channel: 'mail', to: personal.email }, id);
}

/** Freezes as the key alone would: a request that rests on a card is delayed and not stopped (floor 5). */
export async function freezeAtDesk(deps: Deps, account: Account, visitor: Visitor): Promise<object> {
  if (account.state !== 'activa') throw new Refusal('desk-nothing');
  await freeze(deps, account, visitor, { word: 'key', details: { by: 'desk' }, atDesk: true });
  return {};
}
