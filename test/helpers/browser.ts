import { withinMs } from './within-ms.ts';

/** A browser without a screen: cookies, redirects that the test follows, and the forms of a page. */
export interface Visit {
  readonly status: number;
  /** `location` is also the target of a page that redirects by itself at once. */
  readonly headers: Headers;
  readonly url: string;
  readonly html: string;
  /** The text that the user reads, one line. */
  readonly text: string;
}

export interface Browser {
  readonly cookies: Map<string, string>;
  get(url: string, headers?: Record<string, string>): Promise<Visit>;
  post(
    url: string,
    fields: Record<string, string> | URLSearchParams | string,
    headers?: Record<string, string>,
  ): Promise<Visit>;
  /** Fills in the main form of the page (hidden fields are kept) and submits it. */
  send(page: Visit, fields: Record<string, string>): Promise<Visit>;
  /** The same for a form with files: name and content of each, by its field. */
  sendFiles(
    page: Visit,
    fields: Record<string, string>,
    files: Record<string, readonly [string, Uint8Array]>,
  ): Promise<Visit>;
  /** Follows redirects within `origin`; stops at the first answer elsewhere or without a redirect. */
  follow(visit: Visit, origin: string): Promise<Visit>;
}

/** How requests of a browser reach the server; redirects are not followed. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A fresh browser; every request has ten seconds. The global `fetch` sends them, which a test may have replaced. */
export function openBrowser(send: Send = (url, init) => fetch(url, init)): Browser {
  const cookies = new Map<string, string>();
  const scoped: ScopedCookie[] = [];
  const ask = async (url: string, init: RequestInit = {}): Promise<Visit> => {
    const headers = {
      accept: 'text/html',
      cookie: cookieHeader(cookies, scoped, new URL(url).pathname),
      ...(init.headers as object),
    };
    const response = await send(url, {
      ...init,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs(10_000)),
    }).catch((error: unknown) => late(error, url));
    for (const cookie of response.headers.getSetCookie()) keep(cookies, scoped, cookie);
    const html = await response.text().catch((error: unknown) => late(error, url));
    return { status: response.status, headers: withOnward(response.headers, html), url, html, text: textOf(html) };
  };
  const browser: Browser = {
    cookies,
    get: (url, headers = {}) => ask(url, { headers }),
    post: (url, fields, headers = {}) =>
      ask(url, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin, ...headers },
      }),
    send: (page, fields) => {
      const { action, hidden } = formOf(page);
      return browser.post(new URL(action, page.url).href, { ...hidden, ...fields });
    },
    sendFiles: (page, fields, files) => {
      const { action, hidden } = formOf(page);
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...hidden, ...fields })) body.append(name, value);
      for (const [name, [file, content]] of Object.entries(files)) body.append(name, new Blob([content]), file);
      const url = new URL(action, page.url).href;
      return ask(url, { method: 'POST', body, headers: { origin: new URL(url).origin } });
    },
    async follow(visit, origin) {
      let current = visit;
      for (let hop = 0; hop < 10; hop += 1) {
        const location = current.headers.get('location');
        if (!location || new URL(location, current.url).origin !== origin) return current;
        current = await browser.get(new URL(location, current.url).href);
      }
      return current;
    },
  };
  return browser;
}

/** AVA's TAP report, and with it the whole run, breaks on the DOMException of a timeout. */
function late(error: unknown, url: string): never {
  throw (error as Error)?.name === 'TimeoutError' ? new Error(`no answer within ten seconds: ${url}`) : error;
}

/** A cookie with the path for which its response set it. */
interface ScopedCookie {
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

function keep(cookies: Map<string, string>, scoped: ScopedCookie[], cookie: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
  const [, path = '/'] = /; *path=([^;]*)/i.exec(cookie) ?? [];
  const gone = value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie);
  const before = scoped.findIndex((one) => one.name === name && one.path === path);
  if (before >= 0) scoped.splice(before, 1);
  if (path !== '/' && !gone) scoped.push({ name, path, value });
  // One of the same name may be left for another path.
  const left = gone ? scoped.findLast((one) => one.name === name)?.value : value;
  if (left === undefined) cookies.delete(name);
  else cookies.set(name, left);
}

/** Every cookie by name; of several with one name the one for the requested address. */
function cookieHeader(cookies: ReadonlyMap<string, string>, scoped: readonly ScopedCookie[], pathname: string): string {
  const sent = new Map(cookies);
  for (const { name, path, value } of scoped)
    if (sent.has(name) && (pathname === path || pathname.startsWith(`${path}/`))) sent.set(name, value);
  return [...sent].map(([name, value]) => `${name}=${value}`).join('; ');
}

const decoded = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

function textOf(html: string): string {
  return decoded(html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

/** A browser treats a page that leads on by itself at once as a redirect: its target is reported as `location`. */
function withOnward(headers: Headers, html: string): Headers {
  const to = onwardIn(html);
  if (to === undefined) return headers;
  const all = new Headers(headers);
  all.set('location', to);
  return all;
}

/** The target of a page that leads on by itself at once; undefined for any other page. */
export function onwardIn(html: string): string | undefined {
  const [, to] = /<meta http-equiv="refresh" content="0;url=([^"]*)"/.exec(html) ?? [];
  return to && decoded(to);
}

/** The first POST form of a page: its action and its hidden fields. */
export function formOf(page: Visit): { readonly action: string; readonly hidden: Record<string, string> } {
  const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(page.html)?.[0];
  if (!form) throw new Error(`no form on ${page.url}: ${page.text.slice(0, 200)}`);
  const attribute = (tag: string, name: string): string =>
    decoded(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
  const tags = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return {
    action: attribute(form, 'action'),
    hidden: Object.fromEntries(tags.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])),
  };
}
