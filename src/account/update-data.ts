import type { Account } from '../domain/account.ts';
import { type ChangedData, changedAtOnce, type DataChanges, replacedBy } from '../domain/data-update.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Rut } from '../domain/rut.ts';
import { accountStopped } from '../domain/stopped-account.ts';
import { rateLimits } from '../domain/throttle.ts';
import type { Visitor } from '../ports/audit.ts';
import type { Actor } from '../ports/companies.ts';
import type { Updated } from '../ports/data-updates.ts';
import type { Deps } from '../ports/deps.ts';
import type { Waits } from '../ports/notice.ts';
import type { PendingUpdate } from '../ports/pending-changes.ts';
import { askContact } from './ask-contact.ts';
import { disavowLink } from './disavow-link.ts';
import { doneNow } from './done-now.ts';
import { expired } from './flow-steps.ts';
import { restsUntil } from './mailbox-rest.ts';
import { type NoticeFor, notifyAccount, type SentNotices } from './notify-account.ts';
import { notifyReplaced } from './notify-replaced.ts';
import { openPendingChange } from './open-pending-change.ts';
import { trailNames } from './trail-names.ts';

/** What a user who proved the key wants to change. */
export interface DataUpdating {
  readonly changes: DataChanges;
  /** RUN of the representative who acts for a company; must have acted for it before. */
  readonly representative?: Rut | undefined;
  /** Whether the link of the mailbox on file replaced captcha and question: then no code applies it at once. */
  readonly byMail?: boolean | undefined;
}

/** What changes, and who acts where it is a company's. */
interface Acting {
  readonly changes: DataChanges;
  readonly actor: Actor | undefined;
}

/**
 * Updates the data of an account whose key the user has proved: in the flow, or signed in. Address and fixed telephones
 * take effect at once and all contacts are notified; e-mail and mobile change after the waiting period (floor 5). All
 * of it or nothing. Throws `nothing-changed`, `hold-waiting`, `too-many-updates`, `account-frozen`, and `flow-expired`
 * where the key was changed meanwhile.
 */
export async function updateData(
  deps: Deps,
  account: Account,
  { changes, representative, byMail = false }: DataUpdating,
  visitor: Visitor,
): Promise<Updated> {
  assertChanges(account, changes);
  const { allowed, until } = await deps.throttles.consume(rateLimits.updatesByAccount, account.id);
  if (!allowed) throw new Refusal('too-many-updates', { until });
  return deps.atomically(async () => {
    const before = await inForce(deps, account);
    const what = changedAtOnce(before, changes);
    const actor = before.profile === 'juridica' ? await actingFor(deps, before, representative) : undefined;
    const atOnce = { changes, what, actor };
    const rests = byMail || (await restsUntil(deps, before.id)) !== undefined;
    const held = heldUpdate(before, { changes, rests, actor });
    if (what.length > 0) await changeAtOnce(deps, before, atOnce, visitor);
    const sent =
      what.length > 0
        ? await notifyAtOnce(deps, before, { what, actor, waits: held !== undefined }, visitor)
        : undefined;
    const asked = held && (await hold(deps, before, { update: held, actor, what }, visitor));
    return { ...(sent ?? asked?.told), atOnce: what.length > 0, request: asked?.request };
  });
}

/** Throws `nothing-changed` where all given data is on file already. */
export function assertChanges(account: Account, changes: DataChanges): void {
  if (changedAtOnce(account, changes).length + replacedBy(account, changes.contacts).length === 0)
    throw new Refusal('nothing-changed');
}

/** The account as it is now, under lock; what was proved of it must still be true. */
async function inForce(deps: Deps, { id, keyChangedAt }: Account): Promise<Account> {
  const latest = await deps.accounts.lock(id);
  if (latest?.state !== 'activa') throw accountStopped(latest, deps.now());
  if (latest.keyChangedAt.getTime() !== keyChangedAt.getTime()) throw expired('data-update');
  return latest;
}

async function changeAtOnce(
  deps: Deps,
  { id, subject }: Account,
  { changes, what, actor }: { readonly what: readonly ChangedData[] } & Acting,
  visitor: Visitor,
): Promise<void> {
  const { address, phones } = changes;
  await deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: {
      ...latest.personal,
      ...(address ? { address } : {}),
      ...(phones ? { homePhone: phones.home, workPhone: phones.work } : {}),
    },
  }));
  const details = { what: trailNames(what), ...(actor ? { actor: actor.subject } : {}) };
  await deps.audit.record({ act: 'data.updated', accountId: id, subject, visitor, details });
}

/**
 * Notifies contacts on file, and those replaced lately, of what changed at once. Where contacts wait in the same update
 * those on file are notified of both in the message of the request: undefined then.
 */
async function notifyAtOnce(
  deps: Deps,
  account: Account,
  {
    what,
    actor,
    waits,
  }: { readonly what: readonly ChangedData[]; readonly actor: Actor | undefined; readonly waits: boolean },
  visitor: Visitor,
): Promise<SentNotices | undefined> {
  const change = { kind: 'data-updated', ...doneNow(deps, visitor, actor), what } as const;
  const notice: NoticeFor = async (to) => ({ ...change, link: await disavowLink(deps, account, to) });
  await notifyReplaced(deps, account, notice);
  return waits ? undefined : notifyAccount(deps, account, notice);
}

function heldUpdate(
  account: Account,
  { changes: { contacts }, rests, actor }: Acting & { readonly rests: boolean },
): PendingUpdate | undefined {
  const replaces = replacedBy(account, contacts);
  if (!contacts || replaces.length === 0) return undefined;
  const representative = actor && { run: actor.run, name: actor.name };
  return { replaces, contacts, representative, hastens: !rests, question: account.question ?? null };
}

/** The actor of a company, whose mobile is the company's: a person who has acted for it. */
async function actingFor({ companies }: Deps, { id }: Account, run: Rut | undefined): Promise<Actor> {
  const actor = run && (await companies.findActor(id, { run }));
  if (!actor) throw new Refusal('not-representative');
  return actor;
}

async function hold(
  deps: Deps,
  account: Account,
  {
    update,
    actor,
    what,
  }: { readonly update: PendingUpdate; readonly actor: Actor | undefined; readonly what: readonly ChangedData[] },
  visitor: Visitor,
) {
  const changes = { waiting: update.replaces, what: what.length > 0 ? what : undefined };
  const notice =
    (waits: Waits): NoticeFor =>
    async (to) => ({ kind: 'update-asked', ...waits, ...changes, disavow: await disavowLink(deps, account, to) });
  const opened = await openPendingChange(deps, { kind: 'update-contacts', account, actor, update, notice }, visitor);
  if (update.replaces.includes('email')) await askContact(deps, account, update.contacts.email, opened.request);
  return opened;
}
