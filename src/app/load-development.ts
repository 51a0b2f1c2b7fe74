/**
 * The only file of the server that names src/dev, and only by `import()`: the production image does not contain that
 * folder (Dockerfile). Each function refuses production.
 */
import { existsSync } from 'node:fs';
import { type Config, ConfigError } from '../config/config.ts';
import { startRefusals } from '../locales/es-CL/operator/start.ts';

type Mode = Pick<Config, 'fictional' | 'sandbox'>;

/** Throws if the mode is production, and ConfigError if the image has no development code. */
function refuseProduction({ fictional, sandbox }: Mode): void {
  if (!fictional) throw new Error('production loads nothing of src/dev');
  if (existsSync(new URL('../dev', import.meta.url))) return;
  throw new ConfigError([startRefusals[sandbox ? 'image-without-simulator' : 'image-production-only']({})]);
}

/** What starts beside the server: local database, simulator, example client, fictional people. */
export async function loadStart(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/start.ts');
}

/** Secrets and files that development makes for itself below `var/`. */
export async function loadLocalSettings(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/development.ts');
}

/** The local PostgreSQL. */
export async function loadLocalDatabase(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/local-database.ts');
}

/** The mailbox that receives messages if no relay or gateway is set. */
export async function loadMailbox(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/database-mailbox.ts');
}

/** Pages that only development has: mailbox and gallery. */
export async function loadDevelopmentPages(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/routes.ts');
}

/** The job that restores the fictional people of a sandbox. */
export async function loadSandboxJob(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/sandbox/restore-people.ts');
}

/** The page of the fictional people, in a sandbox. */
export async function loadSandboxPages(mode: Mode) {
  refuseProduction(mode);
  return import('../dev/sandbox/people-page.ts');
}
