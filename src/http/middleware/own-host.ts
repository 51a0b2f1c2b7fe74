import type { IncomingMessage } from 'node:http';
import type { Context, Next } from 'koa';

/** Pages for monitoring machines, which know an address and no name. */
const asked: ReadonlySet<string> = new Set(['/live', '/ready', '/metrics']);

/**
 * Answers only to the issuer's own host: every address that the server writes comes from ISSUER, never from the
 * request. Monitoring may use any host. A request whose host is unclear is 400 (RFC 9112, 3.2): a proxy before us may
 * have read another one from it.
 */
export function ownHost(issuer: string) {
  const { host, protocol } = new URL(issuer);
  return async (ctx: Context, next: Next): Promise<void> => {
    const named = namesOnly(ctx.req, host) ? host : hostOf(ctx.req, protocol);
    if (named === 'unclear') return refuse(ctx, 400, 'Bad request');
    takeOriginForm(ctx);
    if (named !== host && !asked.has(ctx.path)) return refuse(ctx, 421, 'Misdirected request');
    await next();
  };
}

function refuse(ctx: Context, status: 400 | 421, text: string): void {
  ctx.status = status;
  ctx.type = 'text';
  ctx.body = `${text}\n`;
  // A following request on this connection may come from another client of the proxy.
  if (status === 400) ctx.set('Connection', 'close');
}

/** Whether a request has a path as its target, and one `Host`, which is this host as it is written: nearly all do. */
function namesOnly({ rawHeaders, url = '' }: IncomingMessage, host: string): boolean {
  let hosts = 0;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.toLowerCase() !== 'host') continue;
    if (rawHeaders[place + 1] !== host) return false;
    hosts += 1;
  }
  return hosts === 1 && url.startsWith('/');
}

/**
 * The host that a request names, as URL writes it: by one `Host`, and by an absolute target too. `unclear` if there are
 * two, none (HTTP/1.0 may leave it out), one that is no host, or two that differ.
 */
function hostOf(request: IncomingMessage, protocol: string): string | undefined | 'unclear' {
  const { rawHeaders, httpVersion, url = '' } = request;
  const hosts = rawHeaders.filter((_, place) => place % 2 === 1 && rawHeaders[place - 1]?.toLowerCase() === 'host');
  const [host, ...more] = hosts;
  if (more.length > 0 || (host === undefined && httpVersion !== '1.0')) return 'unclear';
  const named = host === undefined ? undefined : parsed(host, protocol);
  if (host !== undefined && named === undefined) return 'unclear';
  const [, target] = wholeAddress.exec(url) ?? [];
  return target === undefined || parsed(target, protocol) === named ? named : 'unclear';
}

/** A target in absolute-form (RFC 9112, 3.2.2): its host, and what follows. */
const wholeAddress = /^https?:\/\/([^/?#]*)(.*)$/is;

/** A host with or without a port, and nothing else: no user, no path. */
function parsed(host: string, protocol: string): string | undefined {
  const address = `${protocol}//${host}`;
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(address)) return undefined;
  return new URL(address).host;
}

/** From here on a target is a path: later code reads no host from it. */
function takeOriginForm(ctx: Context): void {
  const [, , rest] = wholeAddress.exec(ctx.req.url ?? '') ?? [];
  if (rest === undefined) return;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  ctx.originalUrl = path;
  ctx.request.originalUrl = path;
  ctx.url = path;
}

/** Makes host and protocol of every request those of the issuer, whatever the proxy. */
export function pinAddress(request: object, issuer: string): void {
  const { host, protocol } = new URL(issuer);
  Object.defineProperty(request, 'host', { get: () => host });
  Object.defineProperty(request, 'protocol', { get: () => protocol.slice(0, -1) });
}
