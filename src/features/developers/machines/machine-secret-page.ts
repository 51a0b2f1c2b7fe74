import type Router from '@koa/router';
import type { Here } from '../../../account/who-is-in.ts';
import { machineClientId } from '../../../domain/machine.ts';
import { textsOf } from '../../../http/page.ts';
import { addPage } from '../../../http/signed-in/frame.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MadeMachineSecret } from '../../../ports/machines.ts';
import type { Portal } from '../portal.ts';
import { showOnce } from './credentials.ts';
import { machinePath, orGone, showMachines } from './machine-portal.ts';
import { ownMachine } from './own-machine.ts';

const PURPOSE = 'machine-secret';
const MINUTES = 10;

/** A secret on its way to the page that shows it. */
interface Carried {
  readonly session: string;
  readonly id: string;
  readonly number: number;
  readonly secret: string;
  /** When it was made, in milliseconds. */
  readonly at: number;
}

/** The address of the page with a new secret: it is sealed in the address, and opens once, in this session alone. */
export function secretAddress(
  { tokens, now }: Pick<Deps, 'tokens' | 'now'>,
  { session }: Pick<Here, 'session'>,
  { machine, number, secret }: MadeMachineSecret,
): string {
  const carried: Carried = { session: session.id, id: machine.id, number, secret, at: now().getTime() };
  return `${machinePath(machine.id)}/secreto?${new URLSearchParams({ boleto: tokens.pack(PURPOSE, carried) })}`;
}

/** The page that shows a new secret, in one response ever. */
export function machineSecretRoutes(router: Router, portal: Portal): void {
  const { deps } = portal;
  addPage(router, portal, '/maquinas/:id/secreto', (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const id = String(ctx.params.id);
      await ownMachine(deps, here, id, 'decide');
      const carried = deps.tokens.unpack(PURPOSE, String(ctx.query.boleto ?? '')) as Carried | undefined;
      const own = carried?.session === here.session.id && carried.id === id;
      const fresh = deps.now().getTime() - (carried?.at ?? 0) < MINUTES * 60_000;
      const shown = carried && own && fresh && (await showOnce(deps, here, id, carried.number));
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
