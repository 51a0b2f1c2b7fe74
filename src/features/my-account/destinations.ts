import type { Here } from '../../account/who-is-in.ts';
import { saysWho } from '../../domain/claims.ts';
import { reaches } from '../../domain/identity-level.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { type Moment, momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ClientUse } from '../../ports/client-uses.ts';
import type { NamedClient, RegisteredClient } from '../../ports/own-sign-in.ts';

/** A client with a first page of its own, to which the user can go. */
interface Destination {
  readonly name: string;
  readonly host: string | undefined;
  /** Its first page, from its file. */
  readonly href: string;
  /** The last sign-in there. */
  readonly last?: Moment | undefined;
  /** Whether it asks for a card that was not shown yet. */
  readonly asksCard?: boolean;
}

/** Clients that were used, and SENCE's others. */
export interface Destinations {
  readonly mine: readonly Destination[];
  /** Whether more were used than `mine` has. */
  readonly more: boolean;
  readonly sence: readonly Destination[];
}

/** Used clients that are shown; the tab Plataformas has all. */
const MOST = 8;

type Holder = Pick<Here, 'account' | 'actor'>;

/** Where the user can go: only to first pages that the files of the clients name. One statement. */
export async function destinationsOf({ deps, own }: Cuenta, texts: Catalogue, here: Holder): Promise<Destinations> {
  const uses = await deps.clientUses.list(here.account.id);
  const mine: Destination[] = [];
  for (const use of uses.slice(0, MOST)) {
    const known = toUsed(texts, await own.clients.find(use.clientId), use, deps.now());
    if (known) mine.push(known);
  }
  const used = new Set(uses.map(({ clientId }) => clientId));
  return { mine, more: uses.length > mine.length, sence: senceFor(own.register, here, used) };
}

function toUsed(
  texts: Catalogue,
  client: NamedClient | undefined,
  { lastAt }: ClientUse,
  now: Date,
): Destination | undefined {
  if (!client?.home) return undefined;
  return { name: client.name, host: client.host, href: client.home, last: momentOf(texts, lastAt, now) };
}

/** SENCE's own clients with a first page that such an account can use, except those that were used. */
export function senceFor(
  register: readonly RegisteredClient[],
  here: Holder,
  used: ReadonlySet<string>,
): readonly Destination[] {
  return register.flatMap((client) => {
    const { clientId, name, home, host, firstParty, api } = client;
    if (!firstParty || api || !home || used.has(clientId) || !serves(client, here)) return [];
    return [{ name, host, href: home, asksCard: asksCard(client, here) }];
  });
}

/** A client that accepts companies alone has nothing for a person, and the other way around. */
function serves({ runOnly, scopes }: RegisteredClient, { account }: Holder): boolean {
  if (runOnly && account.kind !== 'RUN') return false;
  const people = scopes.includes('run') || scopes.includes('profile');
  const companies = scopes.includes('empresa');
  return account.profile === 'juridica' ? companies || !people : people || !companies;
}

function asksCard({ minimum, scopes }: RegisteredClient, { account, actor }: Holder): boolean {
  return scopes.some(saysWho) && !reaches((actor ?? account).identidad, minimum);
}
