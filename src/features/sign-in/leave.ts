import type { Context } from 'koa';
import { entryOf } from '../../domain/entry-of.ts';
import type { InternalClient } from '../../domain/internal-clients.ts';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { parsePrincipalId } from '../../domain/principal-id.ts';
import { leavingLinks, numberIn } from '../../http/flows/leaving-links.ts';
import { type Form, text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { seeOther } from '../../http/page.ts';
import { keepDetour } from '../../http/signed-in/detour.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Interaction } from './interaction.ts';
import { keepTyped } from './origin.ts';

/** The values of `accion` of the buttons that leave a sign-in, and the journey that each leads to. */
const exits: Readonly<Record<string, string>> = {
  recuperar: '/recuperar',
  'registro-natural': '/registro/natural',
  'registro-juridica': '/registro/juridica',
  'registro-migrante': '/registro/migrante',
};

/** The sign-in as a journey that begins at one of its pages remembers it. */
export const originHere = (
  { now }: Pick<Deps, 'now'>,
  { client: { clientId }, askingClient: { name }, uid }: Interaction,
): JourneyOrigin => ({ clientId, platform: name, uid, at: now().toISOString() });

/**
 * The values of `accion` that lead to a page of Mi cuenta: a factor is added there, or a document is
 * shown in person or sent as a copy.
 */
const inCuenta: Readonly<Record<string, string>> = {
  'agregar-aplicacion': '/cuenta/seguridad/segundo-factor/aplicacion',
  'agregar-clave': '/cuenta/seguridad/segundo-factor/clave-de-acceso',
  documento: '/cuenta/datos/documento',
  copia: '/cuenta/datos/copia-del-documento',
};

const MY_ACCOUNT: InternalClient = 'cuenta';

/**
 * Leads from a sign-in, whose key was proved, to a page of Mi cuenta in the same tab; Mi cuenta then shows the way back.
 * A sign-in of Mi cuenta itself needs none: the user arrives there.
 */
export function toCuentaAndBack(deps: Deps, ctx: Context, interaction: Interaction, path: string): void {
  const { accountId, client } = interaction;
  if (accountId && client.clientId !== MY_ACCOUNT) {
    const { accountId: account } = parsePrincipalId(accountId);
    keepDetour(deps, ctx, { account, origin: originHere(deps, interaction) });
  }
  seeOther(ctx, path);
}

/** Takes a button of the form that leaves the sign-in: no key is read. Gives whether it was one. */
export function leave(deps: Deps, ctx: Context, interaction: Interaction, form: Form): boolean {
  const cuenta = entryOf(inCuenta, text(form, 'accion'));
  if (cuenta !== undefined) {
    toCuentaAndBack(deps, ctx, interaction, cuenta);
    return true;
  }
  const path = entryOf(exits, text(form, 'accion'));
  if (path === undefined) return false;
  const typed = { perfil: text(form, 'perfil'), rut: numberIn(typedRut(text(form, 'rut'))) };
  // A user who returns to the page by any way finds it as it was left.
  keepTyped(deps, ctx, interaction, typed);
  seeOther(ctx, leavingLinks(deps, ctx, originHere(deps, interaction), typed)(path));
  return true;
}
