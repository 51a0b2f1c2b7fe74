import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import type { Scope } from '../../domain/claims.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { clientLinks } from '../../http/words/client-links.ts';
import { momentOf } from '../../http/words/moments.ts';
import { sharedBy } from '../../http/words/shared-by-scope.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ClientUse } from '../../ports/client-uses.ts';
import type { Consent } from '../../ports/consents.ts';
import type { NamedClient } from '../../ports/own-sign-in.ts';
import { disconnectClient } from './use-cases/disconnect-client.ts';

const HOME = '/cuenta/plataformas';

/**
 * Plataformas: which clients know the user, what of, since when, what was agreed to and for which purpose; and the way
 * to end it.
 */
export function clientRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;

  addPage(router, cuenta, '/plataformas', async (ctx, here) => {
    const clients = [];
    for (const known of await knownClients(deps, here))
      clients.push(knownAs(textsOf(ctx), known, await namedClientOf(cuenta, known.clientId), here, deps.now()));
    showTab(cuenta, ctx, here, {
      tab: 'clients',
      view: 'clients',
      title: textsOf(ctx).pages.myAccount.titles.clients,
      clients,
    });
  });

  addPage(router, cuenta, '/plataformas/:clientId', async (ctx, here) => {
    const known = await knownOf(cuenta, ctx, here);
    if (!known) return seeOther(ctx, HOME);
    const client = knownAs(textsOf(ctx), known, await namedClientOf(cuenta, known.clientId), here, deps.now());
    const title = textsOf(ctx).pages.myAccount.titles.disconnect(client.name);
    showTab(cuenta, ctx, here, { tab: 'clients', view: 'disconnect', title, client });
  });

  addForm(router, cuenta, '/plataformas/:clientId', async (ctx, here) => {
    const known = await knownOf(cuenta, ctx, here);
    if (known) await disconnectClient(deps, here, await namedClientOf(cuenta, known.clientId), visitorOf(ctx));
    seeOther(ctx, donePath(HOME, 'plataforma'));
  });
}

/** What a client has of an account: what it knows, what the user agreed to, or both. */
interface Known {
  readonly clientId: string;
  readonly use?: Omit<ClientUse, 'accountId' | 'clientId'> | undefined;
  readonly consent?: Pick<Consent, 'firstAt' | 'purpose' | 'refused'> | undefined;
}

/** Newest use first; one that was agreed to and never used comes last. Of a company, what the acting user agreed to. */
async function knownClients(
  { clientUses, consents }: Cuenta['deps'],
  { account, actor }: Here,
): Promise<readonly Known[]> {
  const agreed = new Map<string, Consent>();
  for (const consent of await consents.list(account.id))
    if (consent.actor === actor?.subject) agreed.set(consent.clientId, consent);
  const uses = await clientUses.list(account.id);
  const used = new Set(uses.map(({ clientId }) => clientId));
  return [
    ...uses.map(({ clientId, ...use }) => ({ clientId, use, consent: agreed.get(clientId) })),
    ...[...agreed.values()]
      .filter(({ clientId }) => !used.has(clientId))
      .map((consent) => ({ clientId: consent.clientId, consent })),
  ];
}

/** What this user has with the client that the address names. */
async function knownOf({ deps }: Cuenta, ctx: Context, here: Here): Promise<Known | undefined> {
  const all = await knownClients(deps, here);
  return all.find(({ clientId }) => clientId === ctx.params.clientId);
}

/** A client that is no longer served is still known by its id. */
async function namedClientOf({ own }: Cuenta, clientId: string): Promise<NamedClient> {
  return (await own.clients.find(clientId)) ?? { clientId, name: clientId, host: undefined, firstParty: false };
}

/** The texts about one client. */
export function knownAs(
  texts: Catalogue,
  { use, consent }: Known,
  { clientId, name, host, firstParty, logo, ...pages }: NamedClient,
  { account, actor, invitation }: Pick<Here, 'account' | 'actor' | 'invitation'>,
  now: Date,
) {
  const beside = actor ?? invitation?.mandate.organisation;
  return {
    name,
    host,
    firstParty,
    logo,
    href: `${HOME}/${encodeURIComponent(clientId)}`,
    initials: name
      .split(/\s+/)
      .slice(0, 2)
      .map((word) => word.charAt(0))
      .join(''),
    links: clientLinks(texts, pages, host),
    told: sharedBy(texts, use?.scopes ?? [], account, beside),
    since: use && momentOf(texts, use.firstAt, now),
    last: use && momentOf(texts, use.lastAt, now),
    agreed: consent && momentOf(texts, consent.firstAt, now),
    leftOut: sharedBy(texts, (consent?.refused ?? []) as readonly Scope[], account, beside).map((one) => one.name),
    purpose: consent?.purpose,
  };
}
