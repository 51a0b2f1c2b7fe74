import { createHash } from 'node:crypto';
import test from 'ava';
import { credentialUntil } from '../../../../src/domain/machine.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { cordillera, losAndes } from '../../../helpers/facilitadores.ts';
import { assertTampered, attack, putBack, rowsOf } from '../../../helpers/tampered.ts';

const app = await openTestApp();
test.after.always(() => app.stop());
const { machines } = app.deps;

const create = (organisation = losAndes) =>
  machines.create({ organisation, name: 'Servidor', apis: [{ identifier: 'https://a.example', scopes: ['a:leer'] }] });
const about = () => ({
  label: 'uno',
  by: { accountId: '1f0c9a52-5d0e-4c0b-9b5e-0d5f2c6f7a11' },
  from: app.deps.now(),
  until: credentialUntil(app.deps.now(), 12),
});

test('a machine is found by its id and among those of its organisation, until it is removed', async (t) => {
  const machine = await create();
  t.deepEqual(await machines.find(machine.id), machine);
  t.true((await machines.ofOrganisation(losAndes.rut)).some(({ id }) => id === machine.id));
  t.deepEqual(await machines.ofOrganisation(cordillera.rut), []);
  t.is(await machines.find('no-id'), undefined);
  t.is((await machines.remove(machine.id))?.id, machine.id);
  t.is(await machines.find(machine.id), undefined);
});

test('[threat 735] a secret is stored as its hash alone, and the number of an ended credential is never given again', async (t) => {
  const { id } = await create();
  const made = await machines.newSecret(id, about());
  t.is(made?.machine.credentials[0]?.hash, createHash('sha256').update(String(made?.secret)).digest('hex'));
  await machines.change(id, () => ({ credentials: [] }));
  t.is((await machines.newSecret(id, about()))?.number, 2);
});

test('the day of the last use is kept for each credential', async (t) => {
  const { id } = await create();
  for (const number of [1, 2, 1]) await machines.noteUse(id, number);
  const today = app.deps.now().toISOString().slice(0, 10);
  t.deepEqual([...(await machines.lastUses(id))].sort(), [
    [1, today],
    [2, today],
  ]);
});

test('[threat 679] a machine that was changed, or put back to before a credential ended, is not served', async (t) => {
  const { id } = await create();
  await machines.newSecret(id, about());
  const before = await rowsOf(app, 'machines', { id });
  await machines.change(id, () => ({ credentials: [] }));
  await putBack(app, 'machines', before);
  await assertTampered(t, () => machines.find(id), 'machines');
  t.false((await machines.all()).machines.some((one) => one.id === id));

  const other = await create();
  await attack(app, 'update machines set organisation = :to where id = :id', { to: cordillera.rut, id: other.id });
  await assertTampered(t, () => machines.find(other.id), 'machines');
  t.true((await machines.all()).unverified >= 2);
});
