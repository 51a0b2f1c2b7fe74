/** Changes of the team at one server while a member enrols at another: each happens, and none waits for ever. */
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { makeLink, suspend } from '../../../src/features/staff/use-cases/change-team.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { addAuthenticator, openStaff } from '../../helpers/staff.ts';
import { withinMs } from '../../helpers/within-ms.ts';

const operator = { name: 'Operador', details: { by: 'Operador' } };

/** Waits until a transaction waits for a lock of another one. */
async function untilOneWaits({ raw }: TestApp): Promise<void> {
  const waits = `select count(*)::int from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  for (const end = Date.now() + withinMs(20_000); Date.now() < end; await sleep(10)) {
    const { rows } = await raw.apart(() => raw.run<{ rows: [{ count: number }] }>((sql) => sql.raw(waits)));
    if (rows[0].count > 0) return;
  }
  throw new Error('nothing waits');
}

/** Does `own` to the row of a member, of which this transaction has the lock, while `change` waits for it elsewhere. */
async function whileHeld<T>(
  app: TestApp,
  id: string,
  change: () => Promise<unknown>,
  own: () => Promise<T>,
): Promise<T> {
  let changing: Promise<unknown> | undefined;
  const done = await app.deps.atomically(async () => {
    await app.raw.run((sql) => sql('staff').where({ id }).forUpdate().select('id'));
    changing = app.raw.apart(change);
    await untilOneWaits(app);
    return own();
  });
  await changing;
  return done;
}

test('[threat 356] a link that is spent while an administrador suspends its member, and a passkey that is enrolled: neither fails', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const other = await app.beside();
  const { id } = (await openStaff(app)).member;
  const token = await app.deps.staffLinks.make(id);
  const spent = await whileHeld(
    app,
    id,
    () => suspend(other.deps, operator, id),
    () => app.deps.staffLinks.spend(token),
  );
  t.is(spent?.id, id);
  t.is((await app.deps.staff.find(id))?.state, 'suspendida');
  const next = (await openStaff(app)).member.id;
  await whileHeld(
    app,
    next,
    () => makeLink(other.deps, operator, { id: next }),
    () => addAuthenticator(app, next, 'Llave de la noche'),
  );
  t.is((await app.deps.staffAuthenticators.of(next)).length, 3);
});
