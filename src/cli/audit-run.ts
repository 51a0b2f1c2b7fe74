import { acceptFault } from '../adapters/postgres/audit/accept.ts';
import { postgresAudit } from '../adapters/postgres/audit/audit.ts';
import { exportAudit } from '../adapters/postgres/audit/export.ts';
import { type Head, headText } from '../adapters/postgres/audit/head.ts';
import { headFile } from '../adapters/postgres/audit/head-file.ts';
import { BrokenTrail, type Intact, verifyAudit } from '../adapters/postgres/audit/verify.ts';
import { oddRows, oddVersions } from '../adapters/postgres/audit/versions.ts';
import type { Database } from '../adapters/postgres/database/database.ts';
import { openKeyring } from '../adapters/postgres/keyring/keyring.ts';
import { deriveSecrets, type KeyMaterial } from '../adapters/secrets.ts';
import { secretsOf, trailHeadFileOf } from '../app/own-settings.ts';
import { type Config, readConfig, readSecretsKeys } from '../config/config.ts';
import { auditResults, trailFaults } from '../locales/es-CL/operator/audit.ts';
import type { Asked } from './audit-args.ts';
import { makeBundle } from './audit-bundle.ts';
import { verdictOnBundle } from './audit-check.ts';
import { say, sayAll } from './output.ts';
import { readText } from './read-text.ts';
import { openRightsDeps } from './rights-deps.ts';
import { withDatabase } from './with-database.ts';

/** Some hundred acts, each with a seal over a thousand rows. */
const MOST_OF_A_BUNDLE = 64 * 1024 * 1024;

/**
 * Runs the command on the database that the environment names, or on a file; throws NothingWrong, HeadFileError, or
 * ConfigError.
 */
export async function runAudit(asked: Asked): Promise<void> {
  if (asked.verb === 'check-bundle') return checkFile(asked.file);
  const config = readConfig(process.env);
  await withDatabase(config, (database) => answer(asked, database, config));
}

async function answer(
  asked: Exclude<Asked, { verb: 'check-bundle' }>,
  database: Database,
  config: Config,
): Promise<void> {
  if (asked.verb === 'export') return sayAll(exportAudit(database, asked.wanted));
  const secrets = deriveSecrets(await secretsOf(config));
  if (asked.verb === 'bundle') return bundle(asked, database, secrets, config);
  if (asked.verb === 'accept') return accept(asked, database, secrets);
  try {
    say(verdictOn(await verifyAudit(database, secrets, asked.head ?? (await keptHead(config)))));
    await sayOddVersions(database);
    await sayOddRows(database);
  } catch (error) {
    if (!(error instanceof BrokenTrail)) throw error;
    say(auditResults.broken({ place: error.message }));
    process.exitCode = 1;
  }
}

async function bundle(
  { folio, by }: Extract<Asked, { verb: 'bundle' }>,
  database: Database,
  secrets: KeyMaterial,
  config: Config,
): Promise<void> {
  const deps = await openRightsDeps(config, database);
  // With another SECRETS_KEY than the servers' it fails here, and signs no row that these refuse.
  await openKeyring(database, secrets, deps.now());
  process.stdout.write(await makeBundle({ database, secrets, deps }, folio, by));
}

/** Needs SECRETS_KEY alone: the file is checked on any machine that has it. */
async function checkFile(file: string): Promise<void> {
  const text = await readText(file, MOST_OF_A_BUNDLE);
  const { SECRETS_KEY } = process.env;
  const keys = readSecretsKeys({ SECRETS_KEY }) ?? (await secretsOf(readConfig(process.env)));
  const verdict = verdictOnBundle(text, deriveSecrets(keys as [string, ...string[]]));
  say(verdict.text);
  if (!verdict.intact) process.exitCode = 1;
}

/** The trail is whole, and contains later versions of accounts than their rows: older rows were restored. */
async function sayOddVersions(database: Database): Promise<void> {
  const odd = await oddVersions(database);
  if (odd.length === 0) return;
  for (const one of odd) say(auditResults[one.version < one.known ? 'put-back' : 'taken-out'](one));
  process.exitCode = 1;
}

/** The same of members of the staff, marks and cases. */
async function sayOddRows(database: Database): Promise<void> {
  const odd = await oddRows(database);
  if (odd.length === 0) return;
  for (const { version, ...one } of odd)
    if (version === null) say(auditResults['row-gone'](one));
    else say(auditResults[version < one.known ? 'row-put-back' : 'row-taken-out']({ ...one, version }));
  process.exitCode = 1;
}

/** The head that the server of this machine kept, if no other was given. */
async function keptHead(config: Config): Promise<Head | undefined> {
  const file = await trailHeadFileOf(config);
  return file === undefined ? undefined : headFile(file).read();
}

async function accept(
  asked: Extract<Asked, { verb: 'accept' }>,
  database: Database,
  secrets: KeyMaterial,
): Promise<void> {
  const now = () => new Date();
  // With another SECRETS_KEY than the servers' it fails here, and writes no row that these refuse.
  await openKeyring(database, secrets, now());
  const audit = postgresAudit(database, secrets, now);
  const found = await acceptFault({ database, secrets, audit }, asked.what, asked.by);
  say(auditResults.accepted({ by: asked.by, fault: trailFaults[found.fault](found) }));
}

function verdictOn(intact: Intact): string {
  const { head } = intact;
  return auditResults.intact({
    ...intact,
    head: head && headText(head),
  });
}
