import type { RefusalCode } from '../../src/domain/refusal.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { CAPTCHA_ANSWER, type TestApp } from '../helpers/app.ts';
import { type Browser, openBrowser, type Visit } from '../helpers/browser.ts';
import { buttonsOf, linksOf, mainOf, wordsIn } from './page.ts';

const { refusals } = catalogueOf(defaultLocale);

/** What was refused to a person, and when. */
interface Met {
  readonly code: RefusalCode;
  readonly at: Date;
}

export type Fields = Readonly<Record<string, string>>;

/**
 * A person in a browser who does what the pages offer and nothing else: a link or a button that a page does not have, or a
 * field that its form does not have, ends the walk with the words of the page.
 */
export class Person {
  readonly app: TestApp;
  browser: Browser = openBrowser();
  page!: Visit;
  /** Whether a platform redeemed a code of theirs. */
  signedIn = false;
  /** What was refused to this person, the first refusal first. */
  readonly met: Met[] = [];
  readonly #network: string;

  constructor(app: TestApp, network: string) {
    this.app = app;
    this.#network = network;
  }

  /** Opens an address by hand: the home page, or what a message or the desk gave. */
  async opens(address: string): Promise<void> {
    const url = new URL(address, this.app.issuer).href;
    await this.#arrive(await this.browser.get(url, this.#headers()));
  }

  /** In another browser, which no account knows. */
  takesAnotherDevice(): void {
    this.browser = openBrowser();
  }

  /** Follows the first link of the page with these words. */
  async follows(words: RegExp): Promise<void> {
    const link = linksOf(this.page).find(({ label, href }) => words.test(label) && !href.startsWith('#'));
    if (!link) throw this.stuck(`no link ${words}`);
    await this.opens(new URL(link.href, this.page.url).href);
  }

  /** Presses the first button with these words that has all these fields in its form; letters of a picture are typed. */
  async presses(words: RegExp, typed: Fields = {}): Promise<void> {
    const named = buttonsOf(this.page).filter(({ label }) => words.test(label));
    const button = named.find(({ names }) => Object.keys(typed).every((name) => names.has(name)));
    if (!button) throw this.stuck(`no button ${words} with ${Object.keys(typed).join(', ')}`);
    const letters = button.names.has('captcha') && !('captcha' in typed) ? { captcha: CAPTCHA_ANSWER } : {};
    const url = new URL(button.action, this.page.url).href;
    await this.#arrive(await this.browser.post(url, { ...button.sent, ...letters, ...typed }, this.#headers()));
  }

  /** The page says this refusal; the time until the person is helped begins. */
  meets(code: RefusalCode, details: Readonly<Record<string, string | number | Date>> = {}): void {
    const { now } = this;
    const { text: words } = refusals[code]({ left: 1, min: 8, max: 10, until: now, opensAt: now, at: now, ...details });
    const [start = ''] = words.split(/\d|\. |undefined/);
    if (start.length < 8 || !this.says(start)) throw this.stuck(`does not meet ${code}: «${start}»`);
    this.met.push({ code, at: this.now });
  }

  /** The page names the telephone and these words to ask for there; returns the folio or the code to name. */
  asksFor(ask: string): string {
    const words = wordsIn(mainOf(this.page));
    if (!words.includes('800 80 10 30') || !words.includes(`«${ask}»`)) throw this.stuck(`no desk «${ask}»`);
    const code = /(?:CS|LD)-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(words)?.[0];
    if (!code) throw this.stuck('no code to name');
    return code;
  }

  says(words: string | RegExp): boolean {
    const text = wordsIn(this.page.html);
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  }

  has(button: RegExp, field: string): boolean {
    return buttonsOf(this.page).some(({ label, names }) => button.test(label) && names.has(field));
  }

  get now(): Date {
    return this.app.deps.now();
  }

  #headers(): Record<string, string> {
    return { 'x-forwarded-for': this.#network };
  }

  async #arrive(visit: Visit): Promise<void> {
    let current = visit;
    for (let hop = 0; hop < 12; hop += 1) {
      const to = current.headers.get('location');
      if (!to || new URL(to, current.url).origin !== this.app.issuer) break;
      current = await this.browser.get(new URL(to, current.url).href, this.#headers());
    }
    this.page = current;
  }

  /** What is wrong, with the words and the ways of the page. */
  stuck(why: string): Error {
    const offers = [
      ...linksOf(this.page).map(({ label }) => `[${label}]`),
      ...buttonsOf(this.page).map(({ label, names }) => `(${label}: ${[...names].join(' ')})`),
    ];
    return new Error(
      `${why} after ${this.met.map(({ code }) => code).join(', ')}, at ${this.page.url} (${this.page.status}): ${wordsIn(mainOf(this.page)).slice(0, 900)} — ${offers.join(' ')}`,
    );
  }
}
