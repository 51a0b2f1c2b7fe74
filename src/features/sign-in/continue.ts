import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import { journeyOriginAt } from '../../http/flows/journey-cookie.ts';
import { openOrigin } from '../../http/flows/journey-origin.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { endDetour } from '../../http/signed-in/detour.ts';
import type { Deps } from '../../ports/deps.ts';
import { afterCuenta } from './after-cuenta.ts';
import { type AskingClient, askingClientOf, initialsOf, startOf } from './asking-client.ts';
import type { SignedInHere } from './gone.ts';
import { type Gone, showGone } from './gone-page.ts';
import { isIdentityProved } from './identity-proved.ts';
import { openHere } from './interaction.ts';
import { keepTyped, originOf } from './origin.ts';
import { finish } from './result.ts';

/**
 * «Continuar en …»: the way back from a journey to the sign-in where it began. The state is found out when it is
 * pressed: the sign-in is open here, a user is signed in, or it begins again at the client. The address decides nothing
 * else.
 */
export function continueRoutes(router: Router, deps: Deps, provider: Provider, session: SignedInHere): void {
  router.get('/:uid/continuar/:origin', async (ctx) => {
    const uid = String(ctx.params.uid);
    const origin = openOrigin(deps, ctx, String(ctx.params.origin));
    const kept = originOf(deps, ctx, uid);
    // Not sealed by the product for this sign-in, or another step followed: its own page shows which it is.
    if (origin?.uid !== uid || kept?.ended === 'next') return seeOther(ctx, `/ingresar/${encodeURIComponent(uid)}`);
    const open = await openHere(provider, ctx);
    if (!open || open.late) {
      const here = open !== undefined || kept !== undefined || origin.browser !== undefined;
      const gone = (await session.uidOf(ctx)) !== undefined ? 'in' : here ? 'lapsed' : 'away';
      return showAnew(deps, provider, ctx, origin, gone);
    }
    const { profile, identifier } = origin.identifier ? origin : { ...journeyOriginAt(deps, ctx), ...origin };
    keepTyped(deps, ctx, open, {
      perfil: profile ?? kept?.typed?.perfil,
      rut: identifier ?? kept?.typed?.rut,
      rut_representante: kept?.typed?.rut_representante,
    });
    endDetour(deps, ctx);
    // The card that a client waited for may have been shown on the way; the provider checks it once more.
    if (open.prompt === 'identidad' && (await isIdentityProved(deps, open)))
      return finish(provider, ctx, { identidad: {} });
    const result = await afterCuenta(deps, ctx, open);
    if (result) return finish(provider, ctx, result);
    seeOther(ctx, `/ingresar/${uid}`);
  });
}

/** The page that leads to a new beginning at the client, by addresses of its registration. */
async function showAnew(
  { issuer }: Deps,
  provider: Provider,
  ctx: Context,
  { clientId, platform: name, uid }: JourneyOrigin,
  gone: Gone,
): Promise<void> {
  const client = await provider.Client.find(clientId);
  const row = client && (await provider.Interaction.find(uid));
  const redirectUri = row?.params.redirect_uri === undefined ? undefined : String(row.params.redirect_uri);
  const known = client && {
    ...askingClientOf(textsOf(ctx), client, redirectUri ?? ''),
    home: startOf(client, issuer, redirectUri),
  };
  const unknown: AskingClient = { name, host: '', initials: initialsOf(name), onlyRun: false, back: '' };
  showGone(ctx, gone, { ...(known ?? unknown), host: '' });
}
