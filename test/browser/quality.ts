import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { isClean, noteClean } from './clean-shapes.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// The axe that @axe-core/playwright brings, run by hand: its own wrapper takes five times as long for each page.
const axe: { readonly source: string } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core');
const runOf = (rules: readonly string[]): string =>
  `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** What axe finds on the page as it stands, each with the rule and where; empty when nothing is wrong. Needs script. */
export const barriers = (page: Page): Promise<string[]> => axeFinds(page, TAGS);

/** The same for the rules that look at colours, on a page that passed all others in other colours. */
export const colourBarriers = (page: Page): Promise<string[]> =>
  axeFinds(page, ['color-contrast', 'link-in-text-block']);

async function axeFinds(page: Page, rules: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(runOf(rules));
}

/** Pixels by which the page is wider than its window; 0 is right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Opens whatever is folded, so that it is looked at too. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');

/**
 * What axe finds, unless it found nothing on a page of the same elements and attributes, at the same width and in the
 * same colours, earlier in this run: then words, values and addresses alone differ, of which no rule asks more than
 * whether there are any.
 */
export async function newBarriers(page: Page, look: typeof barriers): Promise<string[]> {
  const shape = await shapeOf(page, look.name);
  if (isClean(shape)) return [];
  const found = await look(page);
  if (found.length === 0) noteClean(shape);
  return found;
}

async function shapeOf(page: Page, rules: string): Promise<string> {
  const [html, window] = await page.evaluate<[string, string]>(
    `[document.documentElement.outerHTML, innerWidth + ' ' + matchMedia('(prefers-color-scheme: dark)').matches]`,
  );
  return createHash('sha256')
    .update(`${rules} ${window} ${withoutWords(html)}`)
    .digest('hex');
}

/** Where there are words or an address a dot is left. */
const withoutWords = (html: string): string =>
  html
    .replace(/ (value|href|src|action|data-[\w-]+)="(?!["#])[^"]*"/g, ' $1="."')
    .replace(/>[^<]*</g, (words) => (words.slice(1, -1).trim() ? '>.<' : '><'));

/** Fails the test when the page is wider than its window or axe finds a barrier; without script axe cannot run. */
export async function lookAt(t: ExecutionContext, page: Page, script: boolean): Promise<void> {
  t.is(await overflow(page), 0, page.url());
  if (script) t.deepEqual(await newBarriers(page, barriers), [], page.url());
}
