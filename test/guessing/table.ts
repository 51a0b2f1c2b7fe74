import type { Outcome } from './secrets-guessed.ts';

const HEAD = `| Guessed | The policy's numbers | Tries a year, one account | Chance | Tries a year, 12,000,000 accounts | Found |
|---|---|---|---|---|---|`;

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const chance = (value: number): string => `1 in ${number.format(Math.round(1 / value))}`;

/** The outcomes as the table of docs/security.md. */
export const tableOf = (outcomes: readonly Outcome[]): string => [HEAD, ...outcomes.map(rowOf)].join('\n');

function rowOf({ what, policy, tries, chance: likely, triesEverywhere, found }: Outcome): string {
  const cells = [
    what,
    policy,
    number.format(tries),
    chance(likely),
    number.format(triesEverywhere),
    small.format(found),
  ];
  return `| ${cells.join(' | ')} |`;
}
