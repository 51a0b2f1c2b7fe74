/**
 * `npm run real-clients`: unmodified third-party clients sign in, renew and log out (docs/real-clients.md). Without an
 * option those that npm installs; `-- --all` also those of Maven, Debian, pip and Go, which it builds; `-- --only=ID`
 * one of these.
 */
import { runBody } from '../helpers/proof/ground.ts';
import { runNpmClients } from './npm-clients.ts';
import { strangers, walkAll } from './strangers.ts';

const MINUTES = 30;
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length);
const chosen = strangers.filter(({ id }) => only === undefined || id === only);
if (chosen.length === 0) {
  console.error(`--only takes one of ${strangers.map(({ id }) => id).join(', ')}, not "${only}".`);
  process.exit(2);
}

await runBody(async (checks, _short, closers) => {
  if (only === undefined) await runNpmClients(checks, closers);
  if (only !== undefined || process.argv.includes('--all')) await walkAll(checks, closers, chosen);
}, MINUTES);
