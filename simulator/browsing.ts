import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { compileFile } from 'pug';
import { readBody, readJson } from './read-body.ts';
import { type RegistryId, registries, registryOf } from './registries.ts';
import { isMode, modes, type Switches } from './switches.ts';

const near = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The page on which a person reads the cast and turns the switches, and the address where tests turn them. */
export function browsing(switches: Switches): Middleware {
  const page = compileFile(near('views/elenco.pug'));
  const style = readFileSync(near('public/elenco.css'), 'utf8');
  const router = new Router();
  router.get('/', (ctx) => {
    ctx.type = 'html';
    ctx.body = page({ modes, registries: registries.map((one) => ({ ...one, mode: switches.get(one.id) })) });
  });
  router.get('/elenco.css', (ctx) => {
    ctx.type = 'css';
    ctx.body = style;
  });
  router.put('/interruptores/:registro', async (ctx) => {
    const id = turn(ctx, switches, (await readJson(ctx)).modo);
    ctx.body = { registro: id, modo: switches.get(id) };
  });
  router.post('/interruptores/:registro', async (ctx) => {
    const id = turn(ctx, switches, new URLSearchParams(await readBody(ctx)).get('modo'));
    ctx.status = 303;
    ctx.redirect(`/#${id}`);
  });
  return router.routes() as Middleware;
}

function turn(ctx: Context, switches: Switches, mode: unknown): RegistryId {
  const registry = registryOf(ctx.params.registro);
  if (!registry) return ctx.throw(404, 'REGISTRO_DESCONOCIDO');
  if (!isMode(mode)) return ctx.throw(400, 'MODO_DESCONOCIDO');
  switches.set(registry.id, mode);
  return registry.id;
}
