import type { Client } from 'oidc-provider';
import { invitationBy } from '../../account/invitations.ts';
import type { Account } from '../../domain/account.ts';
import { type Scope, scopeOf } from '../../domain/claims.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { type SharedData, sharedBy } from '../../http/words/shared-by-scope.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Agreement } from '../../ports/consents.ts';
import type { Deps } from '../../ports/deps.ts';
import { type ConsentAsked, optionalOf } from './consent-asked.ts';
import type { Interaction } from './interaction.ts';

/** The name of the box of an optional scope begins with it. */
export const BOX = 'opcional-';

/** The lines of the page of consent. */
interface Lists {
  readonly items: readonly SharedData[];
  /** One for each box. */
  readonly options: readonly (SharedData & { readonly box: string })[];
  readonly agreed: readonly SharedData[];
}

/** What is new; and what the client knows already, or, where nothing is new, all that it asks again. */
export async function listsOf(
  deps: Deps,
  texts: Catalogue,
  { fresh, before, all, optional }: ConsentAsked,
  interaction: Interaction,
  changed: boolean,
): Promise<Lists> {
  const namesOf = namesIn(interaction.client);
  const say = await sayer(deps, texts, interaction);
  const mayBeLeftOut = optionalOf(interaction.client);
  const items = say({ ...fresh, names: namesOf(fresh).filter((name) => !mayBeLeftOut.includes(name)) });
  const options = optional.flatMap((scope) =>
    say({ names: [scope], apiScopes: [] }).map((item) => ({ ...item, box: BOX + scope })),
  );
  const agreed = before && !changed ? say({ ...before, names: namesOf(before) }) : [];
  const isNew = new Set(items.map(({ name }) => name));
  const known = agreed.filter(({ name }) => !isNew.has(name));
  return items.length + options.length + known.length > 0
    ? { items, options, agreed: known }
    : { items: say({ ...all, names: namesOf(all) }), options, agreed: [] };
}

/** The scopes by which something is said of an agreement: named, or of a claim that is named. */
function namesIn(client: Client): (agreement: Agreement) => readonly string[] {
  const open = (client.scope ?? '').split(' ');
  return ({ scopes, claims }) => {
    // ClaveÚnica's scope "name" has the name of the claim.
    const named = [...scopes, ...claims];
    return [...new Set([...named, ...named.flatMap((name) => scopeOf(name, open) ?? [])])];
  };
}

type Say = (said: {
  readonly names: readonly string[];
  readonly apiScopes: readonly string[];
}) => readonly SharedData[];

/** One line for each scope; for each API; and for access that remains after the session. */
async function sayer(deps: Deps, texts: Catalogue, { accountId: holder }: Interaction): Promise<Say> {
  const { accountId, actorSubject: subject } = parsePrincipalId(holder ?? '');
  const account = await deps.accounts.find(accountId);
  if (!account) return () => [];
  const beside = await besideAccount(deps, account, subject);
  return ({ names, apiScopes }) => [
    ...sharedBy(texts, names as readonly Scope[], account, beside),
    ...apisIn(texts, apiScopes),
    // OpenID Connect Core 1.0, 11; src/oidc/lifetimes.ts has the time.
    ...(names.includes('offline_access') ? [texts.pages.signIn.offline] : []),
  ];
}

/** Who acts for a company, or which company lets a facilitador in. */
async function besideAccount(deps: Deps, account: Account, subject: string | undefined) {
  if (subject === undefined) return undefined;
  if (account.profile !== 'facilitador') return deps.companies.findActor(account.id, { subject });
  return (await invitationBy(deps, account, subject))?.mandate.organisation;
}

/** APIs that the client will call in the user's name, with the scopes that it asks of each (RFC 8707). */
function apisIn({ pages }: Catalogue, apiScopes: readonly string[]): readonly SharedData[] {
  const apis = new Map<string, string[]>();
  for (const [api = '', scope = ''] of apiScopes.map((each) => each.split(' ')))
    apis.set(api, [...(apis.get(api) ?? []), scope]);
  return [...apis].map(([api, scopes]) => ({ name: pages.signIn.actsAt(api), value: scopes.join(', ') }));
}
