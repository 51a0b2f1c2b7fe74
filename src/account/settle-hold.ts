import { type Account, rutOf } from '../domain/account.ts';
import type { Nie } from '../domain/nie.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Visitor } from '../ports/audit.ts';
import type { CardHoldKind, HeldCard, Hold, Undo } from '../ports/holds.ts';
import type { World } from '../ports/world.ts';
import { recheckCedula } from './check-cedula.ts';
import { deliverKey, type Fresh, freshKey } from './deliver-key.ts';
import { personOfCard } from './link-run.ts';
import { companyNow, isNamed } from './representation.ts';
import { settleUpdate } from './settle-update.ts';
import { tellContactsChanged } from './tell-contacts-changed.ts';
import { tellHolder } from './tell-holder.ts';

interface Due {
  readonly hold: Hold;
  readonly card: HeldCard;
}

/** Who looks at the card the second time: the house. */
const houseFor = ({ id, folio }: Hold): Visitor => ({ network: id, device: 'Clave Sence', reference: folio });

/**
 * A job for a ticker: ends the next request whose hold is over, once its card, if it stands on one, was checked again, and
 * gives whether there was one. A registry that is silent throws Unavailable, and the request waits for its next turn (floor 12).
 */
export async function settleHold(world: World): Promise<boolean> {
  const due = await world.holds.takeDue();
  if (!due) return false;
  await askSii(world, due.hold);
  if ('update' in due) await settleUpdate(world, due);
  else await settleByCard(world, due);
  return true;
}

/** Who represents a company is looked at again, too: whoever left it meanwhile gets nothing. */
async function askSii(world: World, { accountId }: Hold): Promise<void> {
  const account = await world.accounts.find(accountId);
  if (account?.profile === 'juridica') await companyNow(world, rutOf(account));
}

async function settleByCard(
  world: World,
  due: Due & { readonly hold: { readonly kind: CardHoldKind } },
): Promise<void> {
  const account = await world.accounts.find(due.hold.accountId);
  if (account) await settlers[due.hold.kind](world, account, due);
}

const settlers: Readonly<Record<CardHoldKind, (world: World, account: Account, due: Due) => Promise<void>>> = {
  'link-run': settleRunLink,
  'replace-contacts': settleContacts,
  'recover-by-one': settleContacts,
};

async function settleRunLink(world: World, account: Account, { hold, card }: Due): Promise<void> {
  const name = await unlessMismatch(async () => {
    const person = await personOfCard(world, account.identifier as Nie, card, houseFor(hold), recheckCedula);
    return person.name;
  });
  await world.atomically(async () => {
    const moved = name !== undefined && (await world.accounts.moveToRun(account.id, card.run, name));
    await end(world, account, hold, moved);
    if (moved) await world.platformEvents.tell(account, 'run-linked');
    await tellHolder(world, account, { kind: moved ? 'run-linked' : 'run-link-refused', folio: hold.folio });
  });
}

/** Whose recovery may still come to its end. */
const holders = new Set<Account['state']>(['activa', 'bloqueada_temporal', 'congelada']);

/** A recovery that waited: new contacts take the place of the old ones, and what the policy sends goes out. */
async function settleContacts(world: World, account: Account, { hold, card }: Due): Promise<void> {
  const shown = await unlessMismatch(async () => {
    if ((card.contacts && !hold.confirmedAt) || !(await isNamed(world, account, card.run))) return undefined;
    await recheckCedula(world, card.run, card.serial, houseFor(hold));
    return true;
  });
  const fresh = shown && holders.has(account.state) ? await freshKey(world, account) : undefined;
  await world.atomically(async () => {
    const { email, mobile } = account.personal;
    const undo = card.contacts && { email, mobile, question: account.question };
    await end(world, account, hold, fresh !== undefined, undo);
    const { folio } = hold;
    if (!fresh) return tellHolder(world, account, { kind: 'contacts-refused', folio });
    if (card.contacts) await tellContactsChanged(world, account, hold);
    await replaceAndSend(world, account, card, fresh);
  });
}

async function replaceAndSend(world: World, { id }: Account, { contacts }: HeldCard, fresh: Fresh): Promise<void> {
  const changed = await world.accounts.change(id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, ...(contacts ? { email: contacts.email } : {}), ...mobileOf(latest, contacts) },
  }));
  if (changed) await deliverKey(world, changed, fresh, { proved: true, mail: true, sms: changed.personal.mobile });
}

const mobileOf = ({ profile }: Account, contacts: HeldCard['contacts']) =>
  contacts && profile !== 'juridica' ? { mobile: contacts.mobile } : {};

async function end(world: World, account: Account, hold: Hold, done: boolean, undo?: Undo): Promise<void> {
  if (!(await world.holds.end(hold.id, done ? 'done' : 'refused', done ? undo : undefined)))
    throw new Error('a hold ended twice');
  const act = done ? 'hold.done' : 'hold.refused';
  await world.audit.record({ act, accountId: account.id, subject: account.subject, details: { kind: hold.kind } });
}

/** What the look at the card gives; undefined when it does not match any more. */
async function unlessMismatch<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'cedula-mismatch') return undefined;
    throw error;
  }
}
