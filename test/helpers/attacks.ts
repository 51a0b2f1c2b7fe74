import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { parseRun } from '../../src/domain/rut.ts';
import type { TestApp } from './app.ts';
import type { Visit } from './browser.ts';
import { openClient, type Person, pedro, rosa, type SignedIn, signIn } from './client-app.ts';

/** An id or a token as its table has it. */
export const rowIdOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Runs one statement as an attacker who writes rows and has no key. */
export const write = async ({ raw }: Pick<TestApp, 'raw'>, statement: string, values: unknown[] = []) =>
  raw.named({ text: statement, values });

/** What an operator can read of a row that did not verify. */
export interface Noted {
  readonly row_key: string;
  readonly account_id: string | null;
  readonly reason: string;
  readonly reference: string;
}

/** Rows of a table that were noted; a note may come a moment after the answer to its request. */
export async function notedIn({ raw }: Pick<TestApp, 'raw'>, table: string): Promise<readonly Noted[]> {
  for (let turn = 0; turn < 40; turn += 1) {
    const { rows } = await raw.named({ text: 'select * from row_alarms where table_name = $1', values: [table] });
    if (rows.length > 0) return rows;
    await setTimeout(50);
  }
  return [];
}

/** Deletes the earlier notes, so that one test does not see those of another. */
export const forgetNoted = (app: Pick<TestApp, 'raw'>) => write(app, 'delete from row_alarms');

/**
 * Asserts that a row of this table did not verify: the operator has it under a reference, the log describes it, and
 * the page that the user saw (`seen`) reveals neither.
 */
export async function assertNoted(t: ExecutionContext, app: TestApp, table: string, seen: string): Promise<void> {
  const [noted] = await notedIn(app, table);
  t.truthy(noted, `a row of ${table} is noted`);
  if (!noted) return;
  const line = app.logged.find((one) => one.includes(noted.reference) && one.includes(`of ${table}`));
  t.truthy(line, `the log names ${table} under ${noted.reference}`);
  t.false(seen.includes(table) || seen.includes(noted.row_key) || /TamperedRow|\bMAC\b/.test(seen), seen.slice(0, 300));
}

/** An answer of an endpoint for machines. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What userinfo answers to an access token. */
export async function userinfo({ issuer }: Pick<TestApp, 'issuer'>, token: string): Promise<Answer> {
  const answer = await fetch(`${issuer}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, body: (await answer.json()) as object };
}

const SAID = ['error', 'error_description', 'error_uri', 'reference'];

/** Whether it is `server_error` without any of the data that was asked for. */
export const isFault = ({ status, body }: Answer): boolean =>
  status === 500 &&
  (body as { error?: string }).error === 'server_error' &&
  Object.keys(body).every((name) => SAID.includes(name));

/** Whether it is the page of a fault: a reference, and no detail. */
export const isFaultPage = ({ status, text, headers }: Visit): boolean =>
  status === 500 && /CS-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text) && headers.get('location') === null;

/** The account of a person, by its id. */
export async function accountIdOf({ deps }: Pick<TestApp, 'deps'>, { rut }: Pick<Person, 'rut'>): Promise<string> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(rut));
  if (!account) throw new Error(`nobody has ${rut}`);
  return account.id;
}

/** Pedro and Rosa, each with the tokens of a sign-in at `capacita`. */
export async function both(app: TestApp): Promise<{ readonly mine: SignedIn; readonly theirs: SignedIn }> {
  const client = await openClient(app, 'capacita');
  return { mine: await signIn(client, { person: pedro }), theirs: await signIn(client, { person: rosa }) };
}
