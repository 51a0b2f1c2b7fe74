import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';

/** A page of a journey, and how one gets there from the page before. */
export interface Step {
  readonly caption: string;
  go(page: Page, stage: Stage): Promise<unknown>;
}

/** One sheet: what a person goes through, page by page, in a house and with a platform's file that may be changed. */
export interface Journey {
  readonly name: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly client?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}

/** Goes directly to a page of the app. */
export const at =
  (path: string) =>
  (page: Page, { app }: Stage) =>
    page.goto(app.issuer + path);
