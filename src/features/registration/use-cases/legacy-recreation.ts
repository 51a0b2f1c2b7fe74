import { recheckCedula } from '../../../account/check-cedula.ts';
import { doneNow } from '../../../account/done-now.ts';
import { hourOf } from '../../../account/hour.ts';
import { isNamedForGood } from '../../../account/representation.ts';
import type { Account } from '../../../domain/account.ts';
import type { LegacyContacts } from '../../../domain/legacy-key.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { HeldCard, Hold } from '../../../ports/holds.ts';
import type { Notice } from '../../../ports/notice.ts';
import type { World } from '../../../ports/world.ts';
import { openAccount } from './open-account.ts';

const HOUR_MS = 3_600_000;

/**
 * What somebody re-creates from the old system by a card waits out the hold, and the imported contacts hear of it, with a
 * link that leads to showing the card and to nothing else (rules, Legacy). Part of the caller's transaction.
 */
export async function holdRecreation(
  world: World,
  account: Account,
  card: HeldCard,
  imported: LegacyContacts,
  visitor: Visitor,
): Promise<void> {
  const dueAt = new Date(world.now().getTime() + world.holdHours * HOUR_MS);
  const { id: accountId, subject } = account;
  const kind = 'legacy-recreation';
  const hold = await world.holds.open({ kind, accountId, folio: visitor.reference, dueAt, card });
  if (!hold) throw new Refusal('hold-waiting');
  await world.audit.record({ act: 'hold.begun', accountId, subject, visitor, details: { kind } });
  const link = `${world.issuer}/clave-antigua/${await world.links.issue('recreation', accountId, dueAt, hold.id)}`;
  const { folio } = hold;
  const waits = { ...doneNow(world, visitor), folio, until: hourOf(dueAt), link };
  await tell(world, accountId, imported, { kind: 'recreation-asked', ...waits });
}

async function tell({ notifier }: World, id: string, { email, mobile }: LegacyContacts, notice: Notice): Promise<void> {
  if (email) await notifier.send(notice, { channel: 'mail', to: email }, id);
  else await notifier.pretend(notice.kind, 'mail', `recreation:${id}`);
  if (mobile) await notifier.send(notice, { channel: 'sms', to: mobile }, id);
  else await notifier.pretend(notice.kind, 'sms', `recreation:${id}`);
}

/** The re-creation that a link in a message to an imported contact is about, while it waits. */
export async function recreationOf(
  { links, holds, accounts }: Pick<World, 'links' | 'holds' | 'accounts'>,
  token: string,
): Promise<{ readonly hold: Hold; readonly account: Account } | undefined> {
  const about = (await links.peek('recreation', token))?.about;
  const hold = about === undefined ? undefined : await holds.find(about);
  const account = hold?.state === 'waiting' ? await accounts.find(hold.accountId) : undefined;
  return hold && account && { hold, account };
}

/**
 * Ends its wait, its card checked again and its e-mail read: the account opens. It joins the case of the desk while two
 * people there decide about this identifier already. Whoever registered hears where it did not come to an account. A
 * silent registry, and a list of the SII that may be a glitch, throw Unavailable.
 */
export async function settleRecreation(
  world: World,
  account: Account,
  { hold, card }: { readonly hold: Hold; readonly card: HeldCard },
): Promise<void> {
  const right = await mayOpen(world, account, hold, card);
  await world.atomically(async () => {
    const disputed = await world.holds.recreationAtDesk(account.profile, account.identifier);
    const free = right && !disputed && (await isFree(world, account));
    const state = free ? 'done' : disputed && right ? 'desk' : 'refused';
    if (!(await world.holds.end(hold.id, state))) return;
    const { id: accountId, subject } = account;
    const details = { kind: hold.kind };
    await world.audit.record({ act: acts[state], accountId, subject, details });
    if (free) return openAccount(world, account);
    if (!hold.confirmedAt) return;
    const kind = state === 'desk' ? 'recreation-at-desk' : 'recreation-refused';
    const notice = { kind, folio: hold.folio } as const;
    await world.notifier.send(notice, { channel: 'mail', to: account.personal.email }, accountId);
  });
}

const acts = { done: 'hold.done', refused: 'hold.refused', desk: 'hold.contested' } as const;

async function isFree({ accounts }: World, { id, profile, identifier }: Account): Promise<boolean> {
  const holder = await accounts.findByIdentifier(profile, identifier);
  return holder === undefined || holder.id === id || holder.state === 'pendiente_correo';
}

async function mayOpen(world: World, account: Account, hold: Hold, { run, serial }: HeldCard): Promise<boolean> {
  if (!hold.confirmedAt || account.state !== 'pendiente_correo') return false;
  if (!(await isNamedForGood(world, account, run))) return false;
  const { id, folio } = hold;
  try {
    await recheckCedula(world, run, serial, { network: id, device: 'Clave Sence', reference: folio });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return false;
    throw error;
  }
}
