/**
 * `npm run plans`: how PostgreSQL would run every statement that `npm test` noted, in the database of DATABASE_URL or the
 * local one, which `npm run synth` filled; `-- --short` in a sample that looks as large, as the role of a server
 * (docs/size.md).
 */
import pg from 'pg';
import type { Connection } from '../../src/adapters/postgres/database/database.ts';
import { complainOf } from '../../src/cli/failures.ts';
import { complain } from '../../src/cli/output.ts';
import { withDatabase } from '../../src/cli/with-database.ts';
import { readConfig } from '../../src/config/config.ts';
import { freshDatabase, openTestServer } from '../../test/helpers/database.ts';
import { SERVER_ROLE } from '../../test/helpers/templates.ts';
import { checkPlans, type Fault, slowForeignKeys } from './check.ts';
import type { PlanNode } from './explain.ts';
import { NoRecord, readRecord } from './record-file.ts';
import { makeSample } from './sample.ts';
import { shapeOf } from './statement.ts';

/** A smaller number is not representative of a million accounts. */
const ENOUGH = 100_000;

class TooSmall extends Error {}

await main().catch((error: unknown) => {
  process.exitCode = 1;
  complainOf(error, NoRecord, TooSmall);
});

async function main(): Promise<void> {
  readRecord();
  if (process.argv.includes('--short')) return inSample(judge);
  await withDatabase(readConfig(process.env), ({ knex }) => judge(knex.client.config.connection, true));
}

/** On a server of one's own, whose files can be reached; the database goes afterwards. */
async function inSample(act: (connection: Connection) => Promise<void>): Promise<void> {
  const server = await openTestServer();
  try {
    const { connection, drop } = await freshDatabase();
    await makeSample(connection)
      .then(() => act({ ...connection }))
      .finally(drop);
  } finally {
    await server.stop();
  }
}

async function judge(connection: Connection, real = false): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    if (real) await refuseSmall(client);
    // EXPLAIN needs the same rights: each statement must be granted to the server's role.
    else await client.query(`set role ${SERVER_ROLE}`);
    const statements = readRecord();
    const faults = await checkPlans(client, statements);
    const keys = await slowForeignKeys(client);
    for (const fault of faults) tell(fault);
    for (const key of keys) console.log(`✘ ${key}: no index finds the rows of this foreign key`);
    finish(statements.length, faults.length + keys.length);
  } finally {
    await client.end();
  }
}

async function refuseSmall(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select reltuples::float8 as rows from pg_class where oid = 'accounts'::regclass`,
  );
  if (rows[0].rows < ENOUGH)
    throw new TooSmall(
      `fewer than ${ENOUGH} accounts: fill the database with "npm run synth -- accounts 1000000" first`,
    );
}

function tell({ statement, faults, plans }: Fault): void {
  console.log(`✘ ${statement.place}: ${faults.join('; ')}`);
  console.log(`    ${shapeOf(statement.text)}`);
  for (const plan of plans) if (process.argv.includes('--show')) show(plan, '    ');
}

function show(node: PlanNode, indent: string): void {
  const { 'Node Type': type, 'Total Cost': cost, 'Plan Rows': rows } = node;
  const where = [node['Relation Name'], node['Index Name'], node['Index Cond'], node.Filter].filter(Boolean).join(' ');
  console.log(`${indent}${type} ${where} (cost ${cost}, rows ${rows})`);
  for (const child of node.Plans ?? []) show(child, `${indent}  `);
}

function finish(statements: number, failed: number): void {
  complain(`${statements} statements of the product were planned`);
  console.log(`${Math.max(0, statements - failed)} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
