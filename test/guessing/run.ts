/**
 * `npm run guessing`: the result of a year of guessing against the current budgets, as the table of docs/security.md.
 */
import { outcomes } from './secrets-guessed.ts';
import { tableOf } from './table.ts';

process.stdout.write(`${tableOf(outcomes())}\n`);
