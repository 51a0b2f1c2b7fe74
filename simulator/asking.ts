import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, Middleware } from 'koa';
import { readJson } from './read-body.ts';
import { registryOf } from './registries.ts';
import { type Operation, partsOf, type SimulatedRegistry } from './registry.ts';
import type { Mode, Switches } from './switches.ts';

const SLOW_MS = 4000;

/** Answers the questions of Clave Sence as the registries' documents say and as their switches are set. */
export function asking(switches: Switches, token: string): Middleware {
  return async (ctx, next) => {
    const [, id = '', path = ''] = /^\/([a-z]+)\/(.+)$/.exec(ctx.path) ?? [];
    const registry = registryOf(id);
    const operation = registry?.operations[path];
    const issue = registry?.issues?.[path];
    if (!registry || (!operation && !issue)) return next();
    if (ctx.method !== 'POST') ctx.throw(405, 'METODO_NO_PERMITIDO');
    await behave(ctx, switches.get(registry.id), async (mode) => {
      if (ctx.get('authorization') !== `Bearer ${token}`) ctx.throw(401, 'TOKEN_INVALIDO');
      ctx.set('x-request-id', ctx.get('x-request-id'));
      const asked = await readJson(ctx);
      if (operation) answer(ctx, registry, { operation, asked, mode, switches });
      else
        ctx.body = issue?.(mode === 'wrong-person' ? { ...asked, solicitud: randomUUID() } : asked) ?? unreadable(ctx);
    });
  };
}

async function behave(ctx: Context, mode: Mode, answerAs: (mode: Mode) => Promise<void>): Promise<void> {
  if (mode === 'reset') {
    ctx.respond = false;
    ctx.req.socket.destroy();
    return;
  }
  if (mode === 'down') ctx.throw(503, 'NO_DISPONIBLE', { expose: true });
  if (mode === 'slow') await sleep(SLOW_MS, undefined, { ref: false });
  await answerAs(mode);
  if (mode === 'garbage') ctx.body = '<h1>Estamos en mantención</h1>';
}

interface Asked {
  readonly operation: Operation;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly mode: Mode;
  readonly switches: Switches;
}

function answer(ctx: Context, registry: SimulatedRegistry, { operation, asked, mode, switches }: Asked): void {
  const [number, digit] = registry.names.map((name) => asked[name]);
  if (!Number.isSafeInteger(number) || !/^[\dK]$/.test(String(digit))) unreadable(ctx);
  const about = `${number}-${digit}`;
  const found = operation(mode === 'wrong-person' ? somebodyElse(registry, about) : about, asked);
  const [numero, digito] = partsOf(about);
  ctx.status = found ? 200 : 404;
  const own = found && registry.switched?.(found, switches.company(about));
  ctx.body = own ?? found ?? { codigo: 'NO_EXISTE', numero, digito };
}

const unreadable = (ctx: Context): never => ctx.throw(400, 'SOLICITUD_INVALIDA');

const somebodyElse = (registry: SimulatedRegistry, than: string): string =>
  registry.members().find((member) => member !== than) ?? than;
