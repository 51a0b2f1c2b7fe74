import { UsageError } from '../../src/cli/args.ts';

const USAGE = 'Usage: npm run synth -- accounts N (from 1 to 5000000)';
const MOST = 5_000_000;

/** Reads the words of the command line; throws UsageError. */
export function readArgs([what, count = '', ...more]: readonly string[]): { readonly accounts: number } {
  const accounts = /^[1-9]\d{0,6}$/.test(count) ? Number(count) : 0;
  if (what !== 'accounts' || accounts < 1 || accounts > MOST || more.length > 0) throw new UsageError(USAGE);
  return { accounts };
}
