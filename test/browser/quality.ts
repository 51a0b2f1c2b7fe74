import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { areClean, noteClean } from './clean-parts.ts';
import { PARTS, STRUCTURE } from './page-scripts.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// The axe that @axe-core/playwright brings, run by hand: its own wrapper takes five times as long for each page. The smaller
// of its two files is half the work to send and to compile.
const axeFile = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');
const runOf = (rules: readonly string[]): string =>
  `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** What axe finds on the page as it stands, each with the rule and where; empty when nothing is wrong. Needs script. */
export const barriers = (page: Page): Promise<string[]> => axeFinds(page, TAGS);

/** The same for the rules that look at colours, on a page that passed all others in other colours. */
export const colourBarriers = (page: Page): Promise<string[]> =>
  axeFinds(page, ['color-contrast', 'link-in-text-block']);

async function axeFinds(page: Page, rules: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource);
  return page.evaluate<string[]>(runOf(rules));
}

/** Pixels by which the page is wider than its window; 0 is right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Opens whatever is folded, so that it is looked at too. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');

/**
 * What axe finds, unless each part of the page was on a page where it found nothing, at the same width and in the same
 * colours, earlier in this run. A part is an element with its attributes, below the same elements and classes; words,
 * values and addresses alone may differ. What depends on two parts at once `structureFaults` finds on every page.
 */
export async function newBarriers(page: Page, look: typeof barriers): Promise<string[]> {
  const parts = await partsOf(page, look.name);
  if (areClean(parts)) return [];
  return barriersOf(page, look, parts);
}

/** The same on a page that is looked at in any case. */
export async function allBarriers(page: Page, look: typeof barriers): Promise<string[]> {
  return barriersOf(page, look, await partsOf(page, look.name));
}

async function barriersOf(page: Page, look: typeof barriers, parts: readonly string[]): Promise<string[]> {
  const found = await look(page);
  if (found.length === 0) noteClean(parts);
  return found;
}

async function partsOf(page: Page, rules: string): Promise<string[]> {
  const { window, parts } = await page.evaluate<{ window: string; parts: string[] }>(PARTS);
  return parts.map((part) => `${rules} ${window} ${part}`);
}

/** Ids given twice, references to no element, fields without a label, headings out of order; empty when all is right. */
export const structureFaults = (page: Page): Promise<string[]> => page.evaluate<string[]>(STRUCTURE);

/** Fails the test when the page is wider than its window, its structure is wrong or axe (which needs script) finds a barrier. */
export async function lookAt(t: ExecutionContext, page: Page, script: boolean): Promise<void> {
  t.is(await overflow(page), 0, page.url());
  t.deepEqual(await structureFaults(page), [], page.url());
  if (script) t.deepEqual(await newBarriers(page, barriers), [], page.url());
}
