import Router from '@koa/router';

/** Where the pages of the old system went, whose addresses are printed in guides and kept in bookmarks. */
const moved: Readonly<Record<string, string>> = {
  '/Account': '/',
  '/Account/Registrar': '/registro',
  '/Account/RecuperarClave': '/recuperar',
  '/Account/CambiarClave': '/cambiar',
  '/Account/ActualizarDatos': '/actualizar',
};

/** Leads from each old address to the page that took its place, for good; however it is written, and without its query. */
export function oldAddressRoutes(): Router {
  const router = new Router({ sensitive: false });
  for (const [from, to] of Object.entries(moved))
    router.get(from, (ctx) => {
      ctx.redirect(to);
      ctx.status = 301;
    });
  return router;
}
