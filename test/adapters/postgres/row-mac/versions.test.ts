import test from 'ava';
import { oddVersions, oddVersionText } from '../../../../src/adapters/postgres/audit-versions.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { openTestHouse } from '../../../helpers/house.ts';

const rosa = parseRun('44.000.001-0');

test('[A11] a whole account that is put back to an older state verifies, and the trail shows it', async (t) => {
  const house = await openTestHouse();
  t.teardown(house.stop);
  const { accounts } = house.world;
  const { id } = (await accounts.findByIdentifier('natural', rosa)) ?? { id: '' };
  const rows = () => house.raw.run<object[]>((sql) => sql('accounts').where({ id }).select());
  const [before] = await rows();
  await accounts.change(id, (account) => ({ ...account, state: 'congelada' }));
  t.deepEqual(await oddVersions(house.raw), []);
  await house.raw.run((sql) =>
    sql('accounts')
      .where({ id })
      .update({ ...before }),
  );
  t.is((await accounts.find(id))?.state, 'activa', 'it is a true state, of before');
  const [odd] = await oddVersions(house.raw);
  t.like(odd, { accountId: id });
  t.regex(odd ? oddVersionText(odd) : '', /was put back: its row has version \d+, and the trail knows version \d+/);
});

test('[A11] each writing of an account stands in the trail once, whatever act carries it', async (t) => {
  const house = await openTestHouse();
  t.teardown(house.stop);
  const { accounts, audit, atomically } = house.world;
  const { id } = (await accounts.findByIdentifier('natural', rosa)) ?? { id: '' };
  const acts = () =>
    house.raw.run<{ act: string; account_version: number | null }[]>((sql) =>
      sql('audit').where({ account_id: id }).orderBy('id').select('act', 'account_version'),
    );
  const before = (await acts()).length;
  await atomically(async () => {
    await accounts.change(id, (account) => account);
    await audit.record({ act: 'key.changed', accountId: id });
    await audit.record({ act: 'session.ended', accountId: id });
  });
  await accounts.change(id, (account) => account);
  const [{ version } = { version: 0 }] = await house.raw.run<{ version: number }[]>((sql) =>
    sql('accounts').where({ id }).select('version'),
  );
  t.deepEqual((await acts()).slice(before), [
    { act: 'key.changed', account_version: version - 1 },
    { act: 'session.ended', account_version: null },
    { act: 'account.written', account_version: version },
  ]);
});
