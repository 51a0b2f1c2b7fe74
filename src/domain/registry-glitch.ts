/** Milliseconds between two equal readings that make a change in the SII's answer final (rules, Registry glitch). */
export const SECOND_READING_MS = 3_600_000;
/** Share of the companies that may change within an hour, in their list or by not being in force any more. */
const SHARE = 0.01;
/** This many may always change: of few companies one is more than a hundredth. */
const FLOOR = 5;

/** Whether more companies changed within the hour than is plausible: then every change waits. */
export function isGlitch({ changed, known }: { readonly changed: number; readonly known: number }): boolean {
  return changed > Math.max(FLOOR, known * SHARE);
}
