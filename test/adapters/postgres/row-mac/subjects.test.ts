/** The owner of a subject, from which every `sub` is derived: no edit of account rows gives it to another account. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { overwrite } from '../../../helpers/attack.ts';
import { accountNow, camila, openWithCamila } from '../../../helpers/recovery.ts';
import { squat, squattedRun } from '../../../helpers/squatter.ts';

/** Edits by SQL that make a registered number look free. */
const ways: Readonly<Record<string, (app: TestApp, id: string) => Promise<unknown>>> = {
  'marked as never confirmed': (app, id) =>
    overwrite(app, 'accounts', { id }, { state: 'pendiente_correo', mac: randomBytes(36) }),
  'given another number, as never confirmed': (app, id) =>
    overwrite(app, 'accounts', { id }, { state: 'pendiente_correo', identifier: '44000009-6', mac: randomBytes(36) }),
  'given another subject': (app, id) => movedToNewSubject(app, id),
  deleted: (app, id) => app.raw.run((sql) => sql('accounts').where({ id }).delete()),
};

async function movedToNewSubject(app: TestApp, id: string): Promise<void> {
  const other = await app.raw.run<{ id: string }>((sql) => sql('subjects').where({ identifier: '44000001-0' }).first());
  await overwrite(app, 'accounts', { id }, { state: 'cerrada', subject_id: other.id, mac: randomBytes(36) });
}

const registers = async (app: TestApp) => {
  await squat(app, squattedRun).catch((fault: unknown) => {
    if (!(fault instanceof TamperedRow)) throw fault;
  });
  return app.raw.run<{ subject_id: string }[]>((sql) =>
    sql('accounts').where({ identifier: camila.run, state: 'activa' }).select('subject_id'),
  );
};

for (const [what, attack] of Object.entries(ways))
  test(`[A11, threat 72] subjects: an account that is ${what} does not leave its sub to a user who registers its number`, async (t) => {
    const app = await openWithCamila(t, { policy: 'guia' });
    const { id, subject } = await accountNow(app);
    await attack(app, id);
    const held = await registers(app);
    t.false(held.some(({ subject_id }) => subject_id === subject));
  });

test('[A11, threat 72] subjects: nor once the registration has left the trail, for an account that was used since', async (t) => {
  const app = await openWithCamila(t, { policy: 'guia' });
  const { id, subject } = await accountNow(app);
  await app.deps.audit.record({ act: 'login.succeeded', accountId: id, subject });
  await app.raw.run((sql) => sql.raw('alter table audit disable trigger user'));
  await app.raw.run((sql) => sql('audit').where({ act: 'registration.confirmed' }).delete());
  await app.raw.run((sql) => sql('accounts').where({ id }).delete());
  t.deepEqual(await registers(app), []);
});

test('[A11] subjects: an account that ended leaves its number free, with another sub', async (t) => {
  const app = await openWithCamila(t, { policy: 'guia' });
  const { id, subject } = await accountNow(app);
  t.true(await app.deps.accounts.close(id));
  const [held] = await registers(app);
  t.truthy(held);
  t.not(held?.subject_id, subject);
});
