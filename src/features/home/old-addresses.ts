import Router from '@koa/router';

/** The new addresses of the old system's pages, whose addresses are printed in guides and kept in bookmarks. */
const moved: Readonly<Record<string, string>> = {
  '/Account': '/',
  '/Account/Registrar': '/registro',
  '/Account/RecuperarClave': '/recuperar',
  '/Account/CambiarClave': '/cambiar',
  '/Account/ActualizarDatos': '/actualizar',
};

/**
 * Redirects each old address permanently to the page that replaced it; in any capitalisation, and without its query.
 */
export function oldAddressRoutes(): Router {
  const router = new Router({ sensitive: false });
  for (const [from, to] of Object.entries(moved))
    router.get(from, (ctx) => {
      ctx.redirect(to);
      ctx.status = 301;
    });
  return router;
}
