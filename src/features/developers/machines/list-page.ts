import type Router from '@koa/router';
import { organisationsOf } from '../../../account/memberships.ts';
import { credentialsAt, type Machine, mayWithMachine } from '../../../domain/machine.ts';
import { textsOf } from '../../../http/page.ts';
import { addPage } from '../../../http/signed-in/frame.ts';
import { HOME, type Portal } from '../portal.ts';
import { machinePath, showMachines } from './machine-portal.ts';

/** The machines of each organisation of the reader. */
export function listRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  addPage(router, portal, '/maquinas', async (ctx, here) => {
    const texts = textsOf(ctx);
    const own = await organisationsOf(deps, here);
    const organisations = await Promise.all(
      own.map(async ({ organisation, role }) => ({
        name: organisation.razonSocial,
        role: texts.pages.developers.portal.roles[role],
        machines: (await deps.machines.ofOrganisation(organisation.rut)).map((one) => machineLine(one, deps.now())),
      })),
    );
    showMachines(portal, ctx, here, {
      view: 'list',
      title: texts.pages.developers.machines.titles.list,
      back: HOME,
      organisations,
      waitsFactor: own.some((one) => one.waitsFactor),
      creates: own.some(({ role }) => mayWithMachine('decide', role)),
    });
  });
}

/** A machine in the list. */
export const machineLine = ({ id, name, credentials }: Machine, now: Date) => ({
  name,
  href: machinePath(id),
  credentials: credentialsAt(credentials, now).length,
});
