import Router from '@koa/router';
import { show } from '../../http/page.ts';
import { galleryPages } from './pages.ts';

/** Galería: every page in every state, in development only. */
export function galleryRoutes(): Router {
  const router = new Router();
  const entries = galleryPages.map(({ name, view }, place) => ({ name, view, href: `/galeria/${place}` }));
  router.get('/galeria', (ctx) => show(ctx, 'dev/gallery', { title: 'Galería', entries }));
  router.get('/galeria/:place', (ctx) => {
    const page = galleryPages[Number(ctx.params.place)];
    if (!page) return;
    // A mail contains its own style, as mail programs require.
    if (page.view === 'messages/mail')
      ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
    show(ctx, page.view, { title: page.name, ...page.locals });
  });
  return router;
}
