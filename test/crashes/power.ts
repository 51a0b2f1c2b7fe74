/**
 * Part of `npm run crashes`, in a process of its own: kill -9 of PostgreSQL right after an answer, as a power cut. What
 * docs/performance.md names as what may be lost is lost, and nothing else.
 */

import { openTestApp } from '../helpers/app.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { makeTemplate } from '../helpers/database.ts';
import { runBody } from '../helpers/proof/ground.ts';
import { cutBehindSignIn } from './cut-behind.ts';
import { cutDuringReturn } from './cut-during.ts';
import { openOwnPostgres } from './own-postgres.ts';

await runBody(async (checks, short, closers) => {
  const postgres = await openOwnPostgres(closers);
  await makeTemplate(postgres.connection, { content: 'people' });
  process.env.TEST_PG = JSON.stringify(postgres.connection);
  const clients = [
    clientFileFor('capacita'),
    clientFileFor('publica', { token_endpoint_auth_method: 'none', client_secret: undefined }),
  ];
  const app = await openTestApp({ clients });
  closers.push(() => app.stop());
  await cutBehindSignIn(checks, { app, postgres });
  await cutDuringReturn(checks, { app, postgres }, short ? 6 : 20);
}, 6);
