import { onwardIn } from '../../helpers/browser.ts';
import { ISSUER } from '../place/clients.ts';
import { nextNetwork, type Reply, send, type Target } from './target.ts';

/** A browser without script: cookies by name and path, redirects within the issuer, and forms. */
export interface LeanBrowser {
  get(path: string): Promise<Page>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>;
  /** Follows redirects within the issuer; ends at a page, or at a redirect elsewhere. */
  follow(page: Page): Promise<Page>;
  /** Removes every cookie whose name does not contain one of these words. */
  keepOnly(words: readonly string[]): void;
}

export interface Page extends Reply {
  readonly path: string;
  /** Target of a redirect, also of a page that redirects by itself at once; absolute. */
  readonly location: string | undefined;
}

interface Cookie {
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

/** A new browser in a network of its own. */
export function leanBrowser(target: Target): LeanBrowser {
  let cookies: Cookie[] = [];
  const from = { 'x-forwarded-for': nextNetwork(), accept: 'text/html' };
  const ask = async (path: string, body?: string): Promise<Page> => {
    const cookie = cookieHeader(cookies, path);
    const form = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin: ISSUER };
    const headers = { ...from, ...form, ...(cookie ? { cookie } : {}) };
    const reply = await send(target, path, body === undefined ? { headers } : { method: 'POST', headers, body });
    cookies = kept(cookies, reply.headers['set-cookie'] ?? []);
    return { ...reply, path, location: locationOf(reply, path) };
  };
  const browser: LeanBrowser = {
    get: (path) => ask(path),
    post: (path, fields) => ask(path, new URLSearchParams(fields).toString()),
    async follow(page) {
      let current = page;
      for (let hop = 0; hop < 10 && current.location?.startsWith(`${ISSUER}/`); hop += 1)
        current = await ask(current.location.slice(ISSUER.length));
      return current;
    },
    keepOnly: (words) => {
      cookies = cookies.filter(({ name }) => words.some((word) => name.includes(word)));
    },
  };
  return browser;
}

function locationOf({ status, headers, body }: Reply, path: string): string | undefined {
  const to = headers.location ?? (status === 200 ? onwardIn(body) : undefined);
  return to === undefined ? undefined : new URL(to, `${ISSUER}${path}`).href;
}

/** The cookies after an answer: RFC 6265, 5.3, as far as both servers use it. */
function kept(cookies: readonly Cookie[], set: readonly string[]): Cookie[] {
  return set.reduce<Cookie[]>(
    (all, line) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const [, path = '/'] = /; *path=([^;]*)/i.exec(line) ?? [];
      const others = all.filter((one) => one.name !== name || one.path !== path);
      const gone = value === '' || /expires=Thu, 01 Jan 1970/i.test(line);
      return gone ? others : [...others, { name, path, value }];
    },
    [...cookies],
  );
}

function cookieHeader(cookies: readonly Cookie[], to: string): string {
  const [pathname = ''] = to.split('?');
  const fits = (path: string): boolean =>
    path === '/' || pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
  return cookies
    .filter(({ path }) => fits(path))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
}
