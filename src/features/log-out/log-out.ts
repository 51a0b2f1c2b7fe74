import Router from '@koa/router';
import type { Context } from 'koa';
import { csrfToken, isOwnForm, lacksCookies, refuseForm } from '../../http/browser.ts';
import { type Form, readForm, text } from '../../http/form.ts';
import { seeOther, show, textsOf } from '../../http/page.ts';
import { showRedirect } from '../../http/redirect-page.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Clients } from '../../ports/own-sign-in.ts';
import { type Asked, LOG_OUT, LOG_OUT_FORM, leave, openLogOut, pageAfter, sealLogOut } from './log-out-state.ts';
import { showLoggedOut, showOutcome } from './logged-out-page.ts';
import { type OpenSession, showUnserved } from './unserved-logout.ts';

/** The session at the provider that a browser has. */
export interface BrowserSession {
  uidOf(ctx: Context): Promise<string | undefined>;
  open(ctx: Context): Promise<OpenSession | undefined>;
  hasForm(ctx: Context): Promise<boolean>;
  forget(ctx: Context): void;
}

/** What «Salir» needs of the provider. */
interface LogOutNeeds {
  readonly clients: Clients;
  readonly session: BrowserSession;
}

/** Salir: ends the session everywhere or at one client, or leaves it alone, and shows the result. */
export function logOutRoutes(deps: Deps, own: LogOutNeeds): Router {
  const router = new Router({ prefix: LOG_OUT });

  // The question comes from the provider, which keeps what the answer is about.
  router.get('/', (ctx) => seeOther(ctx, '/oidc/logout'));

  router.post('/', async (ctx) => {
    const form = await readForm(ctx);
    if (!isOwnForm(deps, ctx, form, LOG_OUT_FORM)) return refuseStale(deps, own, ctx);
    const asked = await askedBy(deps, own, ctx, form);
    if (!asked) return seeOther(ctx, '/oidc/logout');
    await (choices.get(text(form, 'logout')) ?? stay)(deps, own, ctx, asked);
  });

  router.get('/listo/:outcome', async (ctx) => {
    const outcome = openLogOut(deps, 'outcome', String(ctx.params.outcome));
    if (outcome) return showOutcome(deps, own.clients, ctx, outcome);
    await showUnknown(own, ctx);
  });

  router.get('/volver/:onward', async (ctx) => {
    const onward = openLogOut(deps, 'onward', String(ctx.params.onward));
    if (onward) return showRedirect(ctx, onward);
    await showUnknown(own, ctx);
  });

  return router;
}

/** The result is not known any more, and a user who is signed in must not read that the session ended. */
async function showUnknown({ session }: LogOutNeeds, ctx: Context): Promise<void> {
  if ((await session.uidOf(ctx)) !== undefined) return seeOther(ctx, '/cuenta/sesiones');
  showLoggedOut(ctx);
}

/** A form that is out of date, or of another browser: a new one is offered, unless this browser keeps no cookies. */
async function refuseStale(deps: Deps, { session }: LogOutNeeds, ctx: Context): Promise<void> {
  if (lacksCookies(deps, ctx)) refuseForm(deps, ctx);
  showUnserved(deps, ctx, await session.open(ctx), { what: 'form', status: 403 });
}

type Choice = (deps: Deps, own: LogOutNeeds, ctx: Context, asked: Asked) => Promise<void>;

/**
 * Changes nothing and notifies no client; the client that asked would take its own address for the end of the session.
 */
const stay: Choice = async (deps, _own, ctx, { clientId }) => {
  seeOther(ctx, pageAfter(deps, { choice: 'stayed', clientId, told: [] }));
};

const everywhere: Choice = async (deps, { session }, ctx, asked) => {
  await leave(deps, ctx, asked, 'everywhere');
  session.forget(ctx);
};

const here: Choice = (deps, own, ctx, asked) =>
  asked.clientId ? leave(deps, ctx, asked, 'here') : stay(deps, own, ctx, asked);

const choices: ReadonlyMap<string, Choice> = new Map([
  ['yes', everywhere],
  ['solo', here],
]);

/** What the page asked, unless another user signed in at this browser since. */
async function askedBy(deps: Deps, { session }: LogOutNeeds, ctx: Context, form: Form): Promise<Asked | undefined> {
  const asked = openLogOut(deps, 'asked', text(form, 'pedido'));
  const uid = await session.uidOf(ctx);
  return uid === undefined || uid === asked?.uid ? asked : undefined;
}

/** The question; where other clients take part, the session may end at this client alone. */
export function showLogOut(
  deps: Deps,
  ctx: Context,
  {
    asked,
    client,
    othersTakePart,
  }: { asked: Asked; client?: { readonly name: string } | undefined; othersTakePart: boolean },
): void {
  show(ctx, 'log-out/confirm', {
    title: textsOf(ctx).pages.logOut.titles.confirm,
    action: LOG_OUT,
    csrfToken: csrfToken(deps, ctx, LOG_OUT_FORM),
    asked: sealLogOut(deps, 'asked', asked),
    othersTakePart,
    ...(client ? { client } : {}),
  });
}
