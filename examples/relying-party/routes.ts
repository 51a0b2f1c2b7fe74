import Router from '@koa/router';
import { type Configuration, ResponseBodyError } from 'openid-client';
import { sessionOfForm } from './form.ts';
import { leavingRoutes } from './leaving-routes.ts';
import { personPage, welcomePage } from './pages.ts';
import { browserOf, endSession, renameBrowser, type Site, sessionOf, startSession } from './session.ts';
import { beginSignIn, completeSignIn, renewOnce } from './sign-in.ts';

/** Every page. They come after `waitForIssuer`, so the issuer is known. */
export function routes(site: Site): Router {
  const router = new Router();
  const config = () => site.link.current() as Configuration;
  signInRoutes(router, site, config);
  leavingRoutes(router, site, config);
  return router;
}

function signInRoutes(router: Router, site: Site, config: () => Configuration): void {
  const redirectUri = new URL('/vuelta', site.base);

  router.get('/', (ctx) => {
    const session = sessionOf(ctx, site);
    ctx.body = session ? personPage(session) : welcomePage();
  });

  router.get('/ingresar', async (ctx) => {
    const { checks, to } = await beginSignIn(config(), redirectUri);
    const browser = browserOf(ctx) ?? renameBrowser(ctx, site);
    site.attempts.put(checks.state, { ...checks, browser });
    ctx.redirect(to.href);
  });

  router.get('/vuelta', async (ctx) => {
    const attempt = site.attempts.take(String(ctx.query.state));
    if (attempt && attempt.browser === browserOf(ctx)) {
      const answer = new URL(`?${ctx.querystring}`, redirectUri);
      startSession(ctx, site, await completeSignIn(config(), answer, attempt));
    } else if (!sessionOf(ctx, site)) {
      ctx.throw(400, 'Este ingreso ya no está vigente o comenzó en otro navegador. Ingrese otra vez desde el inicio.');
    }
    ctx.redirect('/');
  });

  router.post('/renovar', async (ctx) => {
    const session = await sessionOfForm(ctx, site);
    if (session) {
      await renewOnce(config(), session).catch((error: unknown) => {
        if (error instanceof ResponseBodyError && error.error === 'invalid_grant') endSession(site, session);
        throw error;
      });
    }
    ctx.status = 303;
    ctx.redirect('/');
  });
}
