import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../../account/who-is-in.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { type Form, text } from '../../../http/form.ts';
import { showAgain } from '../../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../../http/page.ts';
import { addForm, addPage } from '../../../http/signed-in/frame.ts';
import type { Portal } from '../portal.ts';
import { addKey, endCredential, makeSecret } from './credentials.ts';
import { changeScopes, removeMachine } from './decide-machine.ts';
import { type Faults, readCredential, readScopes } from './machine-forms.ts';
import { MACHINES, machinePath, orGone, showMachines } from './machine-portal.ts';
import { secretAddress } from './machine-secret-page.ts';
import { machineSheetLocals } from './machine-sheet.ts';
import { ownMachine } from './own-machine.ts';

const PATH = '/maquinas/:id';

/** The sheet of a machine, and what who administers does there. */
export function machineSheetRoutes(router: Router, portal: Portal): void {
  addPage(router, portal, PATH, (ctx, here) => orGone(portal, ctx, here, () => showSheet(portal, ctx, here)));
  addForm(router, portal, PATH, (ctx, here, form) =>
    orGone(portal, ctx, here, () =>
      showAgain(
        ctx,
        { fieldOf: {}, first: 'credenciales' },
        async ({ errors, refusal }, fault) => {
          if (fault instanceof Refusal && ['machine-gone', 'machine-role'].includes(fault.code)) throw fault;
          await showSheet(portal, ctx, here, {}, form, { errors, refusal });
        },
        () => act(portal, ctx, here, form),
      ),
    ),
  );
}

async function showSheet(
  portal: Portal,
  ctx: Context,
  here: Here,
  faults: Faults = {},
  form: Form = new Map(),
  more: object = {},
): Promise<void> {
  const { deps, machines } = portal;
  const own = await ownMachine(deps, here, String(ctx.params.id));
  const uses = await deps.machines.lastUses(own.machine.id);
  const needs = { ...own, deps, uses, apis: machines.apis, texts: textsOf(ctx) };
  const locals = await machineSheetLocals(needs, faults, valuesOf(form, faults), tickedIn(form));
  showMachines(portal, ctx, here, { view: 'sheet', waitsFactor: own.waitsFactor, ...locals, ...more });
}

/** What was typed comes back, but for a private key. */
const valuesOf = (form: Form, { llave }: Faults): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...form].filter(([name]) => /^(secreto|llave)/.test(name) && !(name === 'llave' && llave === 'private')),
  );

/** What was ticked comes back, where scopes were sent. */
const tickedIn = (form: Form): readonly string[] | undefined =>
  text(form, 'accion') === 'permisos' ? readScopes(form).ticked : undefined;

/** Does what the button says. */
async function act(portal: Portal, ctx: Context, here: Here, form: Form): Promise<void> {
  const { deps } = portal;
  const id = String(ctx.params.id);
  const doer = { here, visitor: visitorOf(ctx) };
  await ownMachine(deps, here, id, 'decide');
  switch (text(form, 'accion')) {
    case 'secreto':
      return withoutFaults(portal, ctx, here, form, async (asked) =>
        secretAddress(deps, here, await makeSecret(deps, doer, id, asked)),
      );
    case 'llave':
      return registerKey(portal, ctx, here, form);
    case 'permisos':
      return saveScopes(portal, ctx, here, form);
    case 'terminar':
      await endCredential(deps, doer, id, Number(text(form, 'numero')));
      return seeOther(ctx, `${machinePath(id)}?listo=credencial`);
    case 'borrar':
      if (text(form, 'confirmo') !== 'si') return refuse(portal, ctx, here, { confirmo: 'unconfirmed' }, form);
      await removeMachine(deps, doer, id);
      return seeOther(ctx, `${MACHINES}?listo=terminada`);
    default:
      return seeOther(ctx, machinePath(id));
  }
}

async function registerKey(portal: Portal, ctx: Context, here: Here, form: Form): Promise<void> {
  const id = String(ctx.params.id);
  const { asked, faults } = readCredential(form, 'llave');
  const read = portal.machines.readKey(text(form, 'llave'));
  const all: Faults = { ...faults, ...(read.mistake ? { llave: read.mistake } : {}) };
  if (read.mistake || Object.keys(all).length > 0) return refuse(portal, ctx, here, all, form);
  await addKey(portal.deps, { here, visitor: visitorOf(ctx) }, id, { ...asked, jwk: read.jwk });
  seeOther(ctx, `${machinePath(id)}?listo=llave`);
}

async function saveScopes(portal: Portal, ctx: Context, here: Here, form: Form): Promise<void> {
  const { deps, machines } = portal;
  const id = String(ctx.params.id);
  const scopes = readScopes(form);
  if (scopes.ticked.length === 0) return refuse(portal, ctx, here, { permiso_1: 'no-scope' }, form);
  await changeScopes(deps, { here, visitor: visitorOf(ctx) }, id, { ...scopes, known: machines.apis });
  seeOther(ctx, `${machinePath(id)}?listo=permisos`);
}

async function withoutFaults(
  portal: Portal,
  ctx: Context,
  here: Here,
  form: Form,
  then: (asked: ReturnType<typeof readCredential>['asked']) => Promise<string>,
): Promise<void> {
  const { asked, faults } = readCredential(form, 'secreto');
  if (Object.keys(faults).length > 0) return refuse(portal, ctx, here, faults, form);
  seeOther(ctx, await then(asked));
}

function refuse(portal: Portal, ctx: Context, here: Here, faults: Faults, form: Form): Promise<void> {
  ctx.status = 422;
  return showSheet(portal, ctx, here, faults, form);
}
