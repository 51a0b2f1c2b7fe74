import { clientLinks } from '../../http/words/client-links.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { RegisteredClient } from '../../ports/own-sign-in.ts';

/** On what a client's use of data rests: SENCE's function by law, the person's consent, or nothing is received. */
export type Basis = 'function' | 'consent' | 'none';

type Platform = Omit<RegisteredClient, 'runOnly' | 'minimum'>;

const basisOf = ({ scopes, api, firstParty }: Platform): Basis => {
  if (scopes.length === 0 && !api) return 'none';
  return firstParty ? 'function' : 'consent';
};

/** A client as the page shows it. */
export function rowOf(texts: Catalogue, client: Platform) {
  const { learnsByScope, shownToApi, learnsNothing, platforms } = texts.pages.privacy;
  const needed = client.scopes.filter((scope) => !client.optional?.includes(scope));
  const data = [...needed.map((scope) => learnsByScope[scope]), ...(client.api ? [shownToApi] : [])];
  const optional = (client.optional ?? []).map((scope) => learnsByScope[scope]);
  return {
    name: client.name,
    host: client.host,
    home: client.home,
    purpose: client.purpose,
    basis: platforms.basis[basisOf(client)],
    data: data.length > 0 ? capital(texts.formats.list(data)) : learnsNothing,
    optional: optional.length > 0 ? capital(texts.formats.list(optional)) : undefined,
    contact: client.contact,
    links: clientLinks(texts, client, client.host),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A client as machines read it. */
export const jsonOf = (client: RegisteredClient) => ({
  client_id: client.clientId,
  name: client.name,
  purpose: client.purpose,
  basis: basisOf(client),
  scopes: client.scopes,
  optional_scopes: client.optional ?? [],
  api: client.api,
  contact: client.contact,
  client_uri: client.home,
  policy_uri: client.policyUri,
  tos_uri: client.tosUri,
});

/** Whether each word of a search is in what the page says of a client; without regard to case and accents. */
export function matches({ links: _, ...row }: ReturnType<typeof rowOf>, asked: string): boolean {
  const said = plain(Object.values(row).filter(Boolean).join(' '));
  return plain(asked)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
