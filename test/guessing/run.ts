/** `npm run guessing`: what a year of guessing brings against the budgets as they are, as the table of docs/security.md. */
import { outcomes } from './secrets-guessed.ts';
import { tableOf } from './table.ts';

process.stdout.write(`${tableOf(outcomes())}\n`);
