import type Router from '@koa/router';
import { organisationsOf } from '../../account/memberships.ts';
import { type PortalClient, type PortalState, roleMay } from '../../domain/portal-client.ts';
import { textsOf } from '../../http/page.ts';
import { addPage } from '../../http/signed-in/frame.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { type Portal, sheetPath, showPortal } from './portal.ts';

/** The organisations of the signed-in user, with the clients of each. */
export function homeRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  addPage(router, portal, '/plataformas', async (ctx, here) => {
    const texts = textsOf(ctx);
    const own = await organisationsOf(deps, here);
    const organisations = await Promise.all(
      own.map(async ({ organisation, role }) => ({
        name: organisation.razonSocial,
        role: texts.pages.developers.portal.roles[role],
        clients: (await deps.portalClients.ofOrganisation(organisation.rut)).map((one) => lineOf(texts, one)),
      })),
    );
    showPortal(portal, ctx, here, {
      view: 'home',
      title: texts.pages.developers.portal.titles.home,
      back: '/desarrolladores',
      organisations,
      creates: own.some(({ role }) => roleMay('edit', role)),
      waitsFactor: own.some((one) => one.waitsFactor),
    });
  });
}

/** How the state of a client is marked: green where all people sign in, red where no one does. */
const marks: Readonly<Record<PortalState, string>> = {
  borrador: '',
  'en-revision': 'pend',
  certificacion: 'pend',
  produccion: 'ok',
  suspendida: 'no',
};

/** A client in the list. */
export const lineOf = ({ pages }: Catalogue, { id, state, data }: PortalClient) => ({
  name: data.name,
  href: sheetPath(id),
  state: pages.developers.portal.states[state].name,
  mark: marks[state],
});
