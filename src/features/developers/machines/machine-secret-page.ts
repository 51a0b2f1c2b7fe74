import type Router from '@koa/router';
import type { Here } from '../../../account/who-is-in.ts';
import { machineClientId } from '../../../domain/machine.ts';
import { textsOf } from '../../../http/page.ts';
import { addPage } from '../../../http/signed-in/frame.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MadeMachineSecret } from '../../../ports/machines.ts';
import { openSecret, sealSecret } from '../carried-secret.ts';
import type { Portal } from '../portal.ts';
import { showOnce } from './credentials.ts';
import { machinePath, orGone, showMachines } from './machine-portal.ts';
import { ownMachine } from './own-machine.ts';

const PURPOSE = 'machine-secret';

/** The address of the page with a new secret: it is sealed in the address, and opens once, in this session alone. */
export function secretAddress(
  deps: Pick<Deps, 'tokens' | 'now'>,
  here: Pick<Here, 'session'>,
  { machine, number, secret }: MadeMachineSecret,
): string {
  return `${machinePath(machine.id)}/secreto?${sealSecret(deps, PURPOSE, here, { id: machine.id, number, secret })}`;
}

/** The page that shows a new secret, in one response ever. */
export function machineSecretRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  addPage(router, portal, '/maquinas/:id/secreto', (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const id = String(ctx.params.id);
      await ownMachine(deps, here, id, 'decide');
      const carried = openSecret(deps, PURPOSE, here, { id, sealed: ctx.query.boleto });
      const shown = carried && (await showOnce(deps, here, id, carried.number));
      const { titles } = textsOf(ctx).pages.developers.machines;
      showMachines(portal, ctx, here, {
        view: 'secret',
        title: shown ? titles.secret : titles.secretOver,
        back: machinePath(id),
        secret: shown ? carried.secret : undefined,
        clientId: machineClientId(id),
      });
    }),
  );
}
