import { reap as reapRows } from '../../../src/adapters/postgres/retention/reaper.ts';
import { applyRetention } from '../../../src/adapters/postgres/retention/retention.ts';
import type { TestApp } from '../app.ts';

/** One pass of the job of each minute. */
export const reap = ({ raw, deps }: TestApp) => reapRows(raw, deps, new Date(0));
/** One pass of the job of each day. */
export const applyTerms = ({ raw, deps }: TestApp) => applyRetention(raw, deps.now());
