import { readFileSync } from 'node:fs';
import Router from '@koa/router';

const FILES = { 'estilo.css': 'css', 'icono.svg': 'svg' } as const;

/** The style sheet and the icon, read once at the start. */
export function publicFiles(): Router {
  const router = new Router();
  for (const [name, type] of Object.entries(FILES)) {
    const content = readFileSync(new URL(`./public/${name}`, import.meta.url));
    router.get(`/${name}`, (ctx) => {
      ctx.type = type;
      ctx.set('Cache-Control', 'max-age=300');
      ctx.body = content;
    });
  }
  return router;
}
