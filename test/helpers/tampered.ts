import type { ExecutionContext } from 'ava';
import type { Act } from '../../src/ports/audit.ts';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import type { TestApp } from './app.ts';
import type { Visit } from './browser.ts';

/** The note of a row that does not verify. */
export interface Alarmed {
  readonly table_name: string;
  readonly row_key: string;
  readonly account_id: string | null;
  readonly reason: string;
  readonly reference: string;
}

export type StoredRow = Readonly<Record<string, unknown>>;

/** All notes. */
export const alarmsOf = ({ raw }: TestApp): Promise<readonly Alarmed[]> =>
  raw.run<Alarmed[]>((sql) => sql('row_alarms').select());

/** Runs SQL as an attacker who can write rows and has no key. */
export async function attack({ raw }: TestApp, sql: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  await raw.run((knex) => knex.raw(sql, values as never));
}

/** Writes an act into the trail `times` over as an attacker without a key, with the HMAC of another act. */
export async function inventAct(
  app: TestApp,
  account: string,
  { act, details, times = 1 }: { readonly act: Act; readonly details: object; readonly times?: number },
): Promise<void> {
  const sql = `insert into audit (at, act, account_id, details, mac)
    select :at, :act, :account, :details::jsonb, mac from generate_series(1, :times), (select mac from audit limit 1) as other`;
  await attack(app, sql, { at: app.deps.now(), act, account, details: JSON.stringify(details), times });
}

/** Rows of a table as they are now, to be put back later. */
export const rowsOf = ({ raw }: TestApp, table: string, where: StoredRow = {}): Promise<readonly StoredRow[]> =>
  raw.run<StoredRow[]>((sql) => sql(table).where(where).select());

/** Puts a row back as it was, over whatever there is under its id. */
export async function putBack({ raw }: TestApp, table: string, rows: readonly StoredRow[]): Promise<void> {
  for (const row of rows) await raw.run((sql) => sql(table).insert(row).onConflict('id').merge());
}

/** Deletes all notes, as an attacker or an operator would. */
export const forgetAlarms = ({ raw }: TestApp): Promise<unknown> => raw.run((sql) => sql('row_alarms').delete());

/**
 * The page of an account that is shut: no detail, and a reference under which log and alarm name the row.
 */
export async function assertShutPage(
  t: ExecutionContext,
  app: TestApp,
  page: Visit,
  row: { readonly table: string; readonly key?: string },
): Promise<void> {
  t.is(page.status, 500, page.text.slice(0, 200));
  t.regex(page.text, /detenida por seguridad/);
  t.notRegex(page.text, /accounts|holds|provisional|MAC|row|fila|hash|firma/i, 'no detail');
  const [, reference = ''] = /\b(CS-[0-9A-Z]{4}-[0-9A-Z]{4})\b/.exec(page.text) ?? [];
  await assertNoted(t, app, reference, row);
}

/** Log and alarm name the row under the reference; the alarm is noted while the answer is sent. */
export async function assertNoted(
  t: ExecutionContext,
  app: TestApp,
  reference: string,
  row: { readonly table: string; readonly key?: string },
): Promise<void> {
  t.regex(reference, /^CS-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const line = app.logged.find((one) => one.includes(reference) && one.includes('TamperedRow'));
  t.regex(line ?? '', new RegExp(`row .* of ${row.table} `), 'the log has it under the reference');
  const noted = await until(async () => (await alarmsOf(app)).find((one) => one.reference === reference));
  t.like(noted, { table_name: row.table, ...(row.key ? { row_key: row.key } : {}) }, 'so has the alarm');
}

/** Asserts that a call is refused because a row does not verify. */
export async function assertTampered(t: ExecutionContext, act: () => Promise<unknown>, table: string): Promise<void> {
  const fault = await t.throwsAsync(act, { instanceOf: TamperedRow });
  t.is(fault?.table, table);
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let times = 0; times < 100; times += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}
