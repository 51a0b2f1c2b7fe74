import Router from '@koa/router';
import { showToAll, textsOf } from '../../http/page.ts';
import { clientLinks } from '../../http/words/client-links.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { ListedClient } from '../../ports/own-sign-in.ts';
import { retentionTerms } from './retention-terms.ts';

/**
 * Versions of the policy, the current one first; each earlier one has a view of its day. A change of the words, or of a
 * row of domain/retention.ts, adds one: the previous page becomes `views/privacy/<date>.pug`.
 */
export const privacyVersions = [
  { date: '2026-11-30', written: '30-11-2026', number: 4 },
  { date: '2026-11-29', written: '29-11-2026', number: 3 },
  { date: '2026-11-22', written: '22-11-2026', number: 2 },
  { date: '2026-11-21', written: '21-11-2026', number: 1 },
] as const;

/** A client as the page lists it. */
function recipientOf(texts: Catalogue, client: ListedClient) {
  const { name, purpose, firstParty, host } = client;
  return { name, purpose, firstParty, data: dataOf(texts, client), links: clientLinks(texts, client, host) };
}

/**
 * A machine client learns of no person; an API learns whose permission it is shown, by the code of the client that
 * shows it.
 */
function dataOf({ formats, pages }: Catalogue, { scopes, api }: ListedClient): string {
  const { learnsByScope, shownToApi, learnsNothing } = pages.privacy;
  const known = [...scopes.map((scope) => learnsByScope[scope]), ...(api ? [shownToApi] : [])];
  return known.length > 0 ? formats.list(known) : learnsNothing;
}

/** What the page on privacy shows of the current version. */
export function privacyLocals(texts: Catalogue, clients: readonly ListedClient[]) {
  const [current, ...earlier] = privacyVersions;
  return {
    title: texts.pages.privacy.titles.policy,
    current,
    earlier,
    terms: retentionTerms(texts),
    clients: clients.map((one) => recipientOf(texts, one)),
  };
}

/** Privacidad: the policy with its version, under the headings of the law (Ley 21.719, art. 14 ter), and earlier ones. */
export function privacyRoutes(clients: readonly ListedClient[]): Router {
  const router = new Router({ prefix: '/privacidad' });
  router.get('/', (ctx) => showToAll(ctx, 'privacy/privacy', { ...privacyLocals(textsOf(ctx), clients), back: '/' }));
  for (const { date, written, number } of privacyVersions.slice(1))
    router.get(`/${date}`, (ctx) => {
      const title = textsOf(ctx).pages.privacy.titles.earlierPolicy(number);
      showToAll(ctx, `privacy/${date}`, { title, written, number, back: '/privacidad' });
    });
  return router;
}
