/** `npm run registries`: every registry in every mode by the pages that call it, and sign-ins that need none. */
import { clientFileFor } from '../helpers/client-app.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { runMatrix } from './run-matrix.ts';
import { compareSignIns } from './unaffected.ts';

const clients = [
  clientFileFor('ejemplo', { scope: 'openid profile email run empresa' }),
  clientFileFor('estricta', { minimum_identity: 'documento' }),
];

// `--matrix` and `--unaffected` run one half alone.
await runChecks(
  clients,
  async (checks, ground) => {
    if (!process.argv.includes('--unaffected')) await runMatrix(checks, ground);
    if (!process.argv.includes('--matrix')) await compareSignIns(checks, ground);
  },
  6,
);
