import { disavowLink } from '../../../account/disavow-link.ts';
import { doneNow } from '../../../account/done-now.ts';
import { whoActed } from '../../../account/who-acted.ts';
import type { Account } from '../../../domain/account.ts';
import { instantOf } from '../../../domain/instant.ts';
import { rememberedUntil } from '../../../domain/second-factor.ts';
import type { Visitor } from '../../../ports/audit.ts';
import type { Deps } from '../../../ports/deps.ts';

/** What a sign-in began with. */
export type SignInWay = 'key' | 'provisional-key' | 'passkey';

/** A sign-in that is complete. */
interface Login {
  readonly account: Account;
  /** Subject of the representative who acts for a company. */
  readonly actor?: string | undefined;
  /** Whether the account knew the browser before. */
  readonly known: boolean;
  readonly by: SignInWay;
  /** Whether the browser was remembered in this sign-in, so that the next ones ask no second factor there. */
  readonly browserKept?: boolean | undefined;
}

/** Where it was done, and at which client. */
interface LoginPlace {
  readonly client: { readonly clientId: string; readonly name: string };
  readonly visitor: Visitor;
}

/**
 * Writes a sign-in into the trail, from which Actividad is shown, and notifies the account holder of a browser that the
 * account did not know; one from a known browser counts as use by the holder. `spend` uses up what was proved last, in
 * the same transaction: where it returns `false` another click recorded the same sign-in, and nothing is written.
 */
export function recordLogin(
  deps: Deps,
  login: Login,
  place: LoginPlace,
  spend: () => Promise<boolean> = async () => true,
): Promise<void> {
  return deps.atomically(async () => {
    if (!(await spend())) return;
    await writeLogin(deps, login, place);
    // The notice of the changed key reports a sign-in in which a provisional key was changed.
    if (!login.known && login.by !== 'provisional-key') await notifyNewDevice(deps, login, place);
  });
}

async function writeLogin(
  { audit, accounts, now }: Pick<Deps, 'audit' | 'accounts' | 'now'>,
  { account: { id: accountId, subject }, actor, known, by }: Login,
  { client: { clientId }, visitor }: LoginPlace,
): Promise<void> {
  const details = { known, ...(by === 'passkey' ? { by } : {}), ...(actor ? { actor } : {}) };
  // Before the act, which then carries the version of the row.
  if (known) await accounts.change(accountId, (latest) => ({ ...latest, knownLoginAt: now() }));
  await audit.record({ act: 'login.succeeded', accountId, subject, clientId, visitor, details });
}

async function notifyNewDevice(
  deps: Deps,
  { account, actor, by, browserKept = false }: Login,
  { client, visitor }: LoginPlace,
): Promise<void> {
  const notice = {
    kind: 'new-device-login',
    ...doneNow(deps, visitor, await whoActed(deps, account, actor)),
    platform: client.name,
    by: by === 'passkey' ? by : undefined,
    remembered: browserKept ? instantOf(rememberedUntil(deps.now())) : undefined,
    link: await disavowLink(deps, account, account.personal.email),
  } as const;
  await deps.notifier.send(notice, { channel: 'mail', to: account.personal.email }, account.id);
}
