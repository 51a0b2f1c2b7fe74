import type { Middleware } from 'koa';

const local = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Refuses requests of other sites to the switches: by another host name of this address or from another origin. */
export const onlyThisMachine: Middleware = (ctx, next) => {
  const origin = ctx.get('origin');
  if (!local.test(ctx.hostname)) ctx.throw(421, 'OTRO_ANFITRION');
  if (origin && origin !== `http://${ctx.host}`) ctx.throw(403, 'OTRO_ORIGEN');
  ctx.set({
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    // With no-referrer a browser would hide the origin of the page's own forms.
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  return next();
};

/** Errors are answered as JSON, with a code that the documents of the registries define. */
export const failures: Middleware = async (ctx, next) => {
  try {
    await next();
    if (ctx.status === 404 && ctx.body == null) ctx.throw(404, 'DIRECCION_DESCONOCIDA');
  } catch (error) {
    const { status = 500, message, expose } = error as { status?: number; message: string; expose?: boolean };
    ctx.status = status;
    ctx.body = { codigo: expose ? message : 'ERROR_INTERNO' };
    // The client has disconnected: there is no connection to answer on.
    if (ctx.req.destroyed) return;
    if (!expose && status >= 500) console.error(message);
  }
};
