import type Router from '@koa/router';
import { whoIsIn } from '../../account/who-is-in.ts';
import { seeOther } from '../../http/page.ts';
import { keepSession, sessionToken } from '../../http/signed-in/cookies.ts';
import { HOME, type Portal } from './portal.ts';

/** Salir: the provider asks and ends its session, with which this one ends. */
export function leaveRoutes(router: Router, { deps, own, client }: Portal): void {
  router.get('/salir', (ctx) => seeOther(ctx, own.signIn.exit(client)));

  router.get('/salida', async (ctx) => {
    const token = sessionToken(deps, ctx, client);
    const here = token ? await whoIsIn(deps, client, token) : 'over';
    if (here !== 'idle' && here !== 'over') return seeOther(ctx, HOME);
    if (token) await deps.ownSessions.end(client, token);
    keepSession(deps, ctx, null, client);
    seeOther(ctx, '/desarrolladores');
  });
}
