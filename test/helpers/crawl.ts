import { openBrowser, type Visit } from './browser.ts';

/** A page that is reachable from home by links alone. */
export interface Found extends Visit {
  readonly path: string;
}

/** Pages of development, which production does not have. */
const DEVELOPMENT = /^\/(buzon|galeria)\b/;

/** Every page of an app that links lead to from `/`, each once, without signing in; their queries count as one page. */
export async function crawl(issuer: string): Promise<readonly Found[]> {
  const browser = openBrowser();
  const found = new Map<string, Found>();
  const ahead = ['/'];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    if (found.has(path)) continue;
    const visit = await browser.get(issuer + path);
    found.set(path, { ...visit, path });
    ahead.push(...linksOf(visit).filter((link) => !found.has(link)));
  }
  return [...found.values()].filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'));
}

const linksOf = ({ html }: Visit): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#?]*)/g)]
    .map((match) => match[1] ?? '/')
    .filter((path) => !DEVELOPMENT.test(path) && !path.startsWith('/captcha/'));
