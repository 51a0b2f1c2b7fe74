/**
 * From nothing to a verified token (docs/developers.md), at a sandbox on this machine: no file of clients, no database.
 *
 *   npm run first-token -- --ca             makes the certificate of this machine and prints the setting of the sandbox
 *   npm run first-token                     by a metadata document: reads discovery and the fictional people
 *   npm run first-token -- --registered     by a registered client: reads the pages of the portal, from its front page
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDocumentHost } from '../../test/helpers/document-host.ts';
import { firstToken } from './first-token.ts';
import { registeredToken } from './registered.ts';

const folder = fileURLToPath(new URL('../../var/first-token', import.meta.url));
const { ISSUER = 'http://localhost:3000' } = process.env;

const began = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function byDocument(): Promise<void> {
  const host = await openDocumentHost(folder);
  try {
    if (process.argv.includes('--ca')) console.log(`SANDBOX_CA_FILE=${path.join(folder, 'ca.pem')}`);
    else await firstToken({ issuer: ISSUER, host, say });
  } finally {
    await host.close();
  }
}

try {
  if (process.argv.includes('--registered')) await registeredToken({ issuer: ISSUER, say });
  else await byDocument();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
