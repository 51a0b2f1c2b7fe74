import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { compileFile } from 'pug';
import { readBody, readJson } from './read-body.ts';
import { type RegistryId, registries, registryOf } from './registries.ts';
import { sii } from './sii.ts';
import { companyModes, isCompanyMode, isMode, modes, type Switches } from './switches.ts';

const near = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The page on which a person reads the cast and turns the switches, and the address where tests turn them. */
export function browsing(switches: Switches): Middleware {
  const page = compileFile(near('views/elenco.pug'));
  const style = readFileSync(near('public/elenco.css'), 'utf8');
  const router = new Router();
  router.get('/', (ctx) => {
    ctx.type = 'html';
    const companies = sii.members().map((rut) => ({ rut, mode: switches.company(rut) }));
    const shown = registries.map((one) => ({ ...one, mode: switches.get(one.id) }));
    ctx.body = page({ modes, companyModes, companies, registries: shown });
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
  router.put('/empresas', async (ctx) => {
    const { rut, modo } = await readJson(ctx);
    ctx.body = { rut, modo: turnCompany(ctx, switches, rut, modo) };
  });
  router.post('/empresas', async (ctx) => {
    const form = new URLSearchParams(await readBody(ctx));
    turnCompany(ctx, switches, form.get('rut'), form.get('modo'));
    ctx.status = 303;
    ctx.redirect(`/#${sii.id}`);
  });
  return router.routes() as Middleware;
}

function turnCompany(ctx: Context, switches: Switches, rut: unknown, mode: unknown): string {
  const known = sii.members().find((one) => one === rut);
  if (!known) return ctx.throw(404, 'EMPRESA_DESCONOCIDA');
  if (!isCompanyMode(mode)) return ctx.throw(400, 'MODO_DESCONOCIDO');
  switches.setCompany(known, mode);
  return mode;
}

function turn(ctx: Context, switches: Switches, mode: unknown): RegistryId {
  const registry = registryOf(ctx.params.registro);
  if (!registry) return ctx.throw(404, 'REGISTRO_DESCONOCIDO');
  if (!isMode(mode)) return ctx.throw(400, 'MODO_DESCONOCIDO');
  switches.set(registry.id, mode);
  return registry.id;
}
