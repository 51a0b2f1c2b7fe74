import type Router from '@koa/router';
import { whoIsIn } from '../../account/who-is-in.ts';
import { seeOther } from '../../http/page.ts';
import { keepSession, sessionToken } from '../../http/signed-in/cookies.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { LOG_OUT } from '../log-out/log-out-state.ts';
import { showLoggedOut } from '../log-out/logged-out-page.ts';

/** Salir: the provider asks and ends its session, with which this one ends; a user who cancels returns signed in. */
export function leaveRoutes(router: Router, { deps, own }: Cuenta): void {
  router.get('/salir', (ctx) => seeOther(ctx, own.signIn.exit('cuenta')));

  router.get('/salida', async (ctx) => {
    const token = sessionToken(deps, ctx);
    const here = token ? await whoIsIn(deps, 'cuenta', token) : 'over';
    if (here !== 'idle' && here !== 'over') return seeOther(ctx, '/cuenta');
    if (token) await deps.ownSessions.end('cuenta', token);
    keepSession(deps, ctx, null);
    const { listo } = ctx.query;
    // The result is shown by the page that opens the sealed value.
    if (typeof listo === 'string') return seeOther(ctx, `${LOG_OUT}/listo/${encodeURIComponent(listo)}`);
    showLoggedOut(ctx);
  });
}
