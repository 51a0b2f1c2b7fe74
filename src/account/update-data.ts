import type { Account } from '../domain/account.ts';
import { changedAtOnce, type DataChanges, replacedBy } from '../domain/data-update.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { accountStopped } from '../domain/stopped-account.ts';
import { budgets } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Updated } from '../ports/data-updates.ts';
import type { HeldUpdate } from '../ports/holds.ts';
import type { Waits } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';
import { askContact } from './ask-contact.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { restsUntil } from './mailbox-rest.ts';
import { openHold } from './open-hold.ts';
import { type NoticeFor, type Told, tellHolder } from './tell-holder.ts';
import { tellReplaced } from './tell-replaced.ts';

/** What somebody who proved the key wants to change. */
export interface DataUpdating {
  readonly changes: DataChanges;
  /** RUN of the representative who acts for a company; must have acted for it before. */
  readonly representative?: Rut | undefined;
  /** Whether the link of the mailbox on file led here instead of letters and question: then no code hastens anything. */
  readonly byMail?: boolean | undefined;
}

/** What changes, and who acts where it is a company's. */
interface Acting {
  readonly changes: DataChanges;
  readonly actor: Actor | undefined;
}

/**
 * Updates the data of an account whose key whoever asks has proved: here on the way, or signed in. Address and fixed
 * telephones take effect at once and all contacts hear of it; e-mail and mobile wait out the hold (floor 5). All of it
 * or nothing. Throws `nothing-changed`, `hold-waiting`, `too-many-updates`, `account-frozen`, and `update-over` where
 * the key was changed meanwhile.
 */
export async function updateData(
  world: World,
  account: Account,
  { changes, representative, byMail = false }: DataUpdating,
  visitor: Visitor,
): Promise<Updated> {
  assertChanges(account, changes);
  const { allowed, until } = await world.throttles.take(budgets.updatesByAccount, account.id);
  if (!allowed) throw new Refusal('too-many-updates', { until });
  return world.atomically(async () => {
    const before = await inForce(world, account);
    const what = changedAtOnce(before, changes);
    const actor = before.profile === 'juridica' ? await actingFor(world, before, representative) : undefined;
    const atOnce = { changes, what, actor };
    const notified = what.length > 0 ? await changeAtOnce(world, before, atOnce, visitor) : undefined;
    const rests = byMail || (await restsUntil(world, before.id)) !== undefined;
    const held = heldUpdate(before, { changes, rests, actor });
    const asked = held && (await hold(world, before, { update: held, actor: actor?.subject }, visitor));
    return { ...(notified ?? asked?.told), atOnce: notified !== undefined, request: asked?.request };
  });
}

/** Throws `nothing-changed` where all that was given is on file already. */
export function assertChanges(account: Account, changes: DataChanges): void {
  if (changedAtOnce(account, changes).length + replacedBy(account, changes.contacts).length === 0)
    throw new Refusal('nothing-changed');
}

/** The account as it is now, under lock; what was proved of it must hold still. */
async function inForce(world: World, { id, keyChangedAt }: Account): Promise<Account> {
  const latest = await world.accounts.change(id, (same) => same);
  if (latest?.state !== 'activa') throw accountStopped(latest, world.now());
  if (latest.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw new Refusal('update-over');
  return latest;
}

async function changeAtOnce(
  world: World,
  { id, subject }: Account,
  { changes, what, actor }: { readonly what: readonly string[] } & Acting,
  visitor: Visitor,
): Promise<Told | undefined> {
  const { address, phones } = changes;
  const changed = await world.accounts.change(id, (latest) => ({
    ...latest,
    personal: {
      ...latest.personal,
      ...(address ? { address } : {}),
      ...(phones ? { homePhone: phones.home, workPhone: phones.work } : {}),
    },
  }));
  const details = { what: what.join(), ...(actor ? { actor: actor.subject } : {}) };
  await world.audit.record({ act: 'data.updated', accountId: id, subject, visitor, details });
  if (!changed) return undefined;
  const told = { kind: 'data-updated', ...doneNow(world, visitor), what: inWords(what) } as const;
  const notice: NoticeFor = async (to) => ({ ...told, link: await disavowLink(world, changed, to) });
  await tellReplaced(world, changed, notice);
  return tellHolder(world, changed, notice);
}

const inWords = (names: readonly string[]): string => new Intl.ListFormat('es-CL').format(names);

function heldUpdate(
  account: Account,
  { changes: { contacts }, rests, actor }: Acting & { readonly rests: boolean },
): HeldUpdate | undefined {
  const replaces = replacedBy(account, contacts);
  if (!contacts || replaces.length === 0) return undefined;
  const representative = actor && { run: actor.run, name: actor.name };
  return { replaces, contacts, representative, hastens: !rests, question: account.question ?? null };
}

/** Who acts for a company, and whose mobile its mobile is: somebody who has acted for it. */
async function actingFor({ companies }: World, { id }: Account, run: Rut | undefined): Promise<Actor> {
  const actor = run && (await companies.findActor(id, { run }));
  if (!actor) throw new Refusal('not-representative');
  return actor;
}

async function hold(
  world: World,
  account: Account,
  { update, actor }: { readonly update: HeldUpdate; readonly actor: string | undefined },
  visitor: Visitor,
) {
  const notice =
    (waits: Waits): NoticeFor =>
    async (to) => ({ kind: 'update-asked', ...waits, disavow: await disavowLink(world, account, to) });
  const opened = await openHold(world, { kind: 'update-contacts', account, actor, update, notice }, visitor);
  if (update.replaces.includes('email')) await askContact(world, account, update.contacts.email, opened.request);
  return opened;
}
