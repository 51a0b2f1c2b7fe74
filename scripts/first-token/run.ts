/**
 * From nothing to a verified token by metadata document (docs/sandbox.md). It reads discovery and the page of the
 * fictional people of a sandbox on this machine, and nothing else: no file of clients, no database.
 *
 *   npm run first-token -- --ca     makes the certificate of this machine and prints the setting of the sandbox
 *   npm run first-token             signs a person in, and prints what happened and the seconds
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDocumentHost } from '../../test/helpers/document-host.ts';
import { firstToken } from './first-token.ts';

const folder = fileURLToPath(new URL('../../var/first-token', import.meta.url));
const { ISSUER = 'http://localhost:3000' } = process.env;

const began = performance.now();
const say = (line: string): void =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const host = await openDocumentHost(folder);
try {
  if (process.argv.includes('--ca')) console.log(`SANDBOX_CA_FILE=${path.join(folder, 'ca.pem')}`);
  else await firstToken({ issuer: ISSUER, host, say });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await host.close();
}
