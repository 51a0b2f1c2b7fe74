import type Router from '@koa/router';
import type { Configuration } from 'openid-client';
import { readForm, sessionOfForm } from './form.ts';
import { logoutAddress, sessionsToEnd } from './logout.ts';
import { noticePage } from './pages.ts';
import { browserOf, endSession, newId, renameBrowser, type Site } from './session.ts';

/** Logout from this site, the return from Clave Sence, and its notification of a logout elsewhere (back-channel). */
export function leavingRoutes(router: Router, site: Site, config: () => Configuration): void {
  const returnTo = new URL('/adios', site.base);

  router.post('/salir', async (ctx) => {
    ctx.status = 303;
    const session = await sessionOfForm(ctx, site);
    if (!session) return ctx.redirect('/');
    endSession(site, session);
    const state = newId();
    site.farewells.put(state, renameBrowser(ctx, site));
    ctx.redirect(logoutAddress(config(), session.signIn, returnTo, state).href);
  });

  router.get('/adios', (ctx) => {
    const browser = site.farewells.take(String(ctx.query.state));
    if (!browser || browser !== browserOf(ctx)) return ctx.redirect('/');
    ctx.body = noticePage({
      title: 'Cerró su sesión en Despega MIPE',
      text: 'Su sesión en Clave Sence también terminó, salvo que eligiera salir solo de aquí.',
      action: { href: '/', label: 'Volver al inicio' },
    });
  });

  router.post('/salida-remota', async (ctx) => {
    const token = (await readForm(ctx)).get('logout_token') ?? '';
    try {
      site.sessions.removeWhere(await sessionsToEnd(config(), token));
      ctx.body = '';
    } catch (error) {
      ctx.status = 400;
      ctx.body = { error: 'invalid_request', error_description: (error as Error).message };
    }
  });
}
