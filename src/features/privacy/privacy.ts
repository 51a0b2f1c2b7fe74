import Router from '@koa/router';
import type { Scope } from '../../domain/claims.ts';
import { showToAll } from '../../http/page.ts';
import { clientLinks } from '../../http/words/client-links.ts';
import { catalogueOf, defaultLocale } from '../../locales/locale.ts';
import type { ListedPlatform } from '../../ports/own-sign-in.ts';
import { retentionTerms } from './retention-terms.ts';

/**
 * Versions of the policy, today's first; each earlier one has a view of its day. A change of the words, or of a row of
 * domain/retention.ts, raises it: the page of before becomes `views/privacy/<date>.pug`.
 */
export const privacyVersions = [
  { date: '2026-11-29', written: '29-11-2026', number: 3 },
  { date: '2026-11-22', written: '22-11-2026', number: 2 },
  { date: '2026-11-21', written: '21-11-2026', number: 1 },
] as const;

/** What a platform learns by each scope. */
const told: Readonly<Record<Scope, string>> = {
  openid: 'un código propio de esa plataforma',
  profile: 'nombre',
  run: 'RUT o NIE, y si su identidad fue comprobada',
  email: 'correo electrónico',
  phone: 'teléfono',
  address: 'domicilio',
  empresa: 'empresa y representante que actúa',
};

const SHOWN_TO_AN_API = 'si un permiso está vigente, con el código suyo de la plataforma que lo usa';

const list = new Intl.ListFormat('es-CL');

/** A platform as the page lists it. */
function recipientOf(platform: ListedPlatform) {
  const { name, purpose, firstParty, host } = platform;
  return { name, purpose, firstParty, data: dataOf(platform), links: clientLinks(platform, host) };
}

/** A machine is told of nobody; an API hears whose permission it is shown, by the code of the platform that shows it. */
function dataOf({ scopes, api }: ListedPlatform): string {
  const known = [...scopes.map((scope) => told[scope]), ...(api ? [SHOWN_TO_AN_API] : [])];
  return known.length > 0 ? list.format(known) : 'nada de usted';
}

/** What the page on privacy shows of today's version. */
export function privacyLocals(platforms: readonly ListedPlatform[]) {
  const [current, ...earlier] = privacyVersions;
  return {
    title: 'Privacidad y uso de datos',
    current,
    earlier,
    terms: retentionTerms(catalogueOf(defaultLocale)),
    platforms: platforms.map(recipientOf),
  };
}

/** Privacidad: the policy with its version, under the headings of the law (Ley 21.719, art. 14 ter), and earlier ones. */
export function privacyRoutes(platforms: readonly ListedPlatform[]): Router {
  const router = new Router({ prefix: '/privacidad' });
  router.get('/', (ctx) => showToAll(ctx, 'privacy/privacy', { ...privacyLocals(platforms), back: '/' }));
  for (const { date, written, number } of privacyVersions.slice(1))
    router.get(`/${date}`, (ctx) => {
      const title = `Privacidad y uso de datos, versión ${number}`;
      showToAll(ctx, `privacy/${date}`, { title, written, number, back: '/privacidad' });
    });
  return router;
}
