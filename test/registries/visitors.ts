import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';

let visitors = 0;

/** A browser from a network of its own, as a proxy reports it: no throttle counts two visitors together. */
export function newVisitor(): Browser {
  visitors += 1;
  const forwarded = { 'x-forwarded-for': `198.18.${visitors >> 8}.${visitors & 255}` };
  const browser = openBrowser();
  const { get, post } = browser;
  return Object.assign(browser, {
    get: (url: string, headers = {}) => get(url, { ...forwarded, ...headers }),
    post: (url: string, fields: Parameters<Browser['post']>[1], headers = {}) =>
      post(url, fields, { ...forwarded, ...headers }),
  });
}

/** An unused address, so that no two visitors share a budget of messages. */
export function newEmail(): string {
  visitors += 1;
  return `visita-${visitors}@correo.example`;
}

/** What a page showed, and how long it took. */
export interface Seen {
  readonly status: number;
  /** The line of the summary where something is wrong, else the result of the page or the answer at the client. */
  readonly says: string;
  /** Seconds after which the page asks to try again. */
  readonly retryAfter?: number | undefined;
  readonly ms: number;
}

/** Measures the time of one step, and reads its answer as a user does; `end` gives the target of a redirect. */
export async function see(step: () => Promise<Visit>, end: (visit: Visit) => Promise<string>): Promise<Seen> {
  const start = performance.now();
  const visit = await step();
  const ms = performance.now() - start;
  const wait = visit.headers.get('retry-after');
  const says = visit.status === 303 ? await end(visit) : summaryOf(visit);
  return { status: visit.status, says, ms, retryAfter: wait === null ? undefined : Number(wait) };
}

/** The first line below "Hay un problema"; the beginning of the page where there is none. */
function summaryOf({ html, text }: Visit): string {
  return /<li><a href="#[\w-]+">([^<]*)<\/a>/.exec(html)?.[1] ?? text.slice(0, 200);
}
