import type { ExecutionContext } from 'ava';
import type { Page } from 'playwright-core';
import { areClean, noteClean } from './clean-parts.ts';
import { loadAxe } from './load-axe.ts';
import { OVERFLOW, PARTS, STRUCTURE } from './page-scripts.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const runOf = (rules: readonly string[]): string =>
  `axe.run({ runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** What axe finds on the page as it stands, each with the rule and where; empty when nothing is wrong. Needs script. */
export const barriers = (page: Page): Promise<string[]> => axeFinds(page, TAGS);

/** The same for the rules that look at colours, on a page that passed all others in other colours. */
export const colourBarriers = (page: Page): Promise<string[]> =>
  axeFinds(page, ['color-contrast', 'link-in-text-block']);

async function axeFinds(page: Page, rules: readonly string[]): Promise<string[]> {
  await loadAxe(page);
  return page.evaluate<string[]>(runOf(rules));
}

/** Pixels by which the page is wider than its window; 0 is right. */
export const overflow = (page: Page): Promise<number> => page.evaluate<number>(OVERFLOW);

/** Opens whatever is folded, so that it is looked at too. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');

/**
 * The parts of a page, and the window in which it is shown: its width, and whether its colours are dark. A part is an
 * element with its attributes, below the same elements and classes; words, values and addresses may differ.
 */
export interface PageParts {
  readonly window: string;
  readonly parts: readonly string[];
}

/** What a page shows without axe. */
export interface Measured {
  /** As `overflow` gives it. */
  readonly over: number;
  /** Ids given twice, references to no element, fields without a label, headings out of order; empty when all is right. */
  readonly faults: readonly string[];
  readonly shown: PageParts;
}

/** Width, structure and parts of the page as it stands, by one question to the browser. */
export const measure = (page: Page): Promise<Measured> =>
  page.evaluate<Measured>(`({ over: ${OVERFLOW}, faults: ${STRUCTURE}, shown: ${PARTS} })`);

/**
 * What axe finds, unless each part of the page was on a page where it found nothing, in the same window, earlier in this
 * run. What depends on two parts at once `measure` finds on every page.
 */
export async function newBarriers(page: Page, look: typeof barriers, parts: PageParts): Promise<string[]> {
  return arePartsClean(look, parts) ? [] : notedBarriers(page, look, parts);
}

export const arePartsClean = (look: typeof barriers, parts: PageParts): boolean => areClean(keysOf(look, parts));

/** What axe finds on the page as it stands; where that is nothing, its parts are noted as clean. */
export async function notedBarriers(page: Page, look: typeof barriers, parts: PageParts): Promise<string[]> {
  const found = await look(page);
  if (found.length === 0) noteClean(keysOf(look, parts));
  return found;
}

const keysOf = (look: typeof barriers, { window, parts }: PageParts): string[] =>
  parts.map((part) => `${look.name} ${window} ${part}`);

/** Fails the test when the page is wider than its window, its structure is wrong or axe (which needs script) finds a barrier. */
export async function lookAt(t: ExecutionContext, page: Page, script: boolean): Promise<void> {
  const { over, faults, shown } = await measure(page);
  t.is(over, 0, page.url());
  t.deepEqual(faults, [], page.url());
  if (script) t.deepEqual(await newBarriers(page, barriers, shown), [], page.url());
}
