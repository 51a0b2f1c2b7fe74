import { claims, type Scope, scopeOf } from '../../domain/claims.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Interaction } from './interaction.ts';

/**
 * What a client of SENCE will learn by this request, for the page of the key: it rests on the law, so that the person is
 * told and not asked (Ley 21.719, arts. 14 ter and 20). Nothing of another client, whose page of consent has the values.
 */
export function sharedNotice({ pages }: Catalogue, { client, row }: Interaction): readonly string[] {
  if (client.first_party !== true) return [];
  const open = wordsOf(client.scope);
  const { userinfo, id_token } = JSON.parse(String(row.params.claims ?? '{}')) as Readonly<Record<string, object>>;
  const named = Object.keys({ ...userinfo, ...id_token }).flatMap((claim) => scopeOf(claim, open) ?? []);
  const asked = new Set([...wordsOf(row.params.scope), ...named].filter((scope) => open.includes(scope)).map(asOurs));
  return scopes.filter((scope) => asked.has(scope)).map((scope) => pages.privacy.learnsByScope[scope]);
}

/** Those that tell something of a person, always in the same order. */
const scopes = (Object.keys(claims) as Scope[]).filter((scope) => scope !== 'openid');

/** What ClaveÚnica calls `name` is part of our `profile`. */
const asOurs = (scope: string): string => (scope === 'name' ? 'profile' : scope);

const wordsOf = (text: unknown): readonly string[] => String(text ?? '').split(' ');
