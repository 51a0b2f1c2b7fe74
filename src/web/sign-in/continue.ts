import type Router from '@koa/router';
import type { Context } from 'koa';
import type { default as Provider } from 'oidc-provider';
import type { JourneyOrigin } from '../../domain/journey-origin.ts';
import type { World } from '../../ports/world.ts';
import { openOrigin } from '../journey-origin.ts';
import { seeOther } from '../page.ts';
import type { SignedInHere } from './gone.ts';
import { type Gone, showGone } from './gone-page.ts';
import { openHere } from './interaction.ts';
import { keepTyped, originOf } from './origin.ts';
import { type AskingPlatform, initialsOf, platformOf, startOf } from './platform.ts';

/**
 * «Continuar en …»: the way back from a journey to the sign-in where it began. What is so is found out when it is pressed:
 * the sign-in is open here, somebody is signed in, or it begins anew at the client. The address decides nothing else.
 */
export function continueRoutes(router: Router, world: World, provider: Provider, session: SignedInHere): void {
  router.get('/:uid/continuar/:origin', async (ctx) => {
    const uid = String(ctx.params.uid);
    const origin = openOrigin(world, ctx, String(ctx.params.origin));
    const kept = originOf(world, ctx, uid);
    // Not sealed by us for this sign-in, or another step followed: its own page says which it is.
    if (origin?.uid !== uid || kept?.ended === 'next') return seeOther(ctx, `/ingresar/${encodeURIComponent(uid)}`);
    const open = await openHere(provider, ctx);
    if (!open || open.late) {
      const here = open !== undefined || kept !== undefined || origin.browser !== undefined;
      const gone = (await session.uidOf(ctx)) !== undefined ? 'in' : here ? 'lapsed' : 'away';
      return showAnew(world, provider, ctx, origin, gone);
    }
    keepTyped(world, ctx, open, { perfil: origin.profile, rut: origin.identifier });
    seeOther(ctx, `/ingresar/${uid}`);
  });
}

/** The page that leads to a new beginning at the client, by addresses of its registration. */
async function showAnew(
  { issuer }: World,
  provider: Provider,
  ctx: Context,
  { clientId, platform: name, uid }: JourneyOrigin,
  gone: Gone,
): Promise<void> {
  const client = await provider.Client.find(clientId);
  const row = client && (await provider.Interaction.find(uid));
  const redirectUri = row?.params.redirect_uri === undefined ? undefined : String(row.params.redirect_uri);
  const known = client && { ...platformOf(client, redirectUri ?? ''), home: startOf(client, issuer, redirectUri) };
  const unknown: AskingPlatform = { name, host: '', initials: initialsOf(name), onlyRun: false, back: '' };
  showGone(ctx, gone, { ...(known ?? unknown), host: '' });
}
