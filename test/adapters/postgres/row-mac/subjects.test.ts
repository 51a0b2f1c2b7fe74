/** Whose a subject is, from which every `sub` comes: nobody else gets it by what happens to rows of accounts. */
import { randomBytes } from 'node:crypto';
import test from 'ava';
import { TamperedRow } from '../../../../src/ports/tampered-row.ts';
import { overwrite } from '../../../helpers/attack.ts';
import type { TestHouse } from '../../../helpers/house.ts';
import { accountNow, camila, openWithCamila } from '../../../helpers/recovery.ts';
import { squat, squattedRun } from '../../../helpers/squatter.ts';

/** What somebody with SQL does so that a registered number looks free. */
const ways: Readonly<Record<string, (house: TestHouse, id: string) => Promise<unknown>>> = {
  'marked as never confirmed': (house, id) =>
    overwrite(house, 'accounts', { id }, { state: 'pendiente_correo', mac: randomBytes(36) }),
  'given another number, as never confirmed': (house, id) =>
    overwrite(house, 'accounts', { id }, { state: 'pendiente_correo', identifier: '44000009-6', mac: randomBytes(36) }),
  'given another subject': (house, id) => movedToNewSubject(house, id),
  deleted: (house, id) => house.raw.run((sql) => sql('accounts').where({ id }).delete()),
};

async function movedToNewSubject(house: TestHouse, id: string): Promise<void> {
  const other = await house.raw.run<{ id: string }>((sql) =>
    sql('subjects').where({ identifier: '44000001-0' }).first(),
  );
  await overwrite(house, 'accounts', { id }, { state: 'cerrada', subject_id: other.id, mac: randomBytes(36) });
}

const registers = async (house: TestHouse) => {
  await squat(house, squattedRun).catch((fault: unknown) => {
    if (!(fault instanceof TamperedRow)) throw fault;
  });
  return house.raw.run<{ subject_id: string }[]>((sql) =>
    sql('accounts').where({ identifier: camila.run, state: 'activa' }).select('subject_id'),
  );
};

for (const [what, attack] of Object.entries(ways))
  test(`[A11] subjects: an account that is ${what} leaves its sub to nobody who registers its number`, async (t) => {
    const house = await openWithCamila(t, { policy: 'guia' });
    const { id, subject } = await accountNow(house);
    await attack(house, id);
    const held = await registers(house);
    t.false(held.some(({ subject_id }) => subject_id === subject));
  });

test('[A11] subjects: nor once the registration has left the trail, of an account that somebody used since', async (t) => {
  const house = await openWithCamila(t, { policy: 'guia' });
  const { id, subject } = await accountNow(house);
  await house.world.audit.record({ act: 'login.succeeded', accountId: id, subject });
  await house.raw.run((sql) => sql.raw('alter table audit disable trigger user'));
  await house.raw.run((sql) => sql('audit').where({ act: 'registration.confirmed' }).delete());
  await house.raw.run((sql) => sql('accounts').where({ id }).delete());
  t.deepEqual(await registers(house), []);
});

test('[A11] subjects: an account that ended leaves its number free, with another sub', async (t) => {
  const house = await openWithCamila(t, { policy: 'guia' });
  const { id, subject } = await accountNow(house);
  t.true(await house.world.accounts.close(id));
  const [held] = await registers(house);
  t.truthy(held);
  t.not(held?.subject_id, subject);
});
