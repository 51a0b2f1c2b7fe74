import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { oddVersions } from '../../../../src/adapters/postgres/audit/versions.ts';
import { parseRun } from '../../../../src/domain/rut.ts';
import { confirmAddress } from '../../../../src/features/recovery/use-cases/recover-key.ts';
import { sendKey } from '../../../../src/features/recovery/use-cases/send-key.ts';
import { auditResults } from '../../../../src/locales/es-CL/operator/audit.ts';
import { openTestApp } from '../../../helpers/app.ts';
import { accountNow, beginWithCard, DAY, elsewhere, openWithCamila, recoverByCard } from '../../../helpers/recovery.ts';
import { rowsOf } from '../../../helpers/tampered.ts';

const rosa = parseRun('44.000.001-0');

test('[A11, threat 73] a whole account that is put back to an older state verifies, and the trail shows it', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const { accounts } = app.deps;
  const { id } = (await accounts.findByIdentifier('natural', rosa)) ?? { id: '' };
  const rows = () => app.raw.run<object[]>((sql) => sql('accounts').where({ id }).select());
  const [before] = await rows();
  await accounts.change(id, (account) => ({ ...account, state: 'congelada' }));
  t.deepEqual(await oddVersions(app.raw), []);
  await app.raw.run((sql) =>
    sql('accounts')
      .where({ id })
      .update({ ...before }),
  );
  t.is((await accounts.find(id))?.state, 'activa', 'it is a true state, of before');
  const [odd] = await oddVersions(app.raw);
  t.like(odd, { accountId: id });
  t.regex(
    odd ? auditResults['put-back'](odd) : '',
    /fue devuelta a un estado anterior: su fila tiene la versión \d+, y la bitácora conoce la \d+/,
  );
});

test('[A11, threat 73] each write of an account is in the trail once, whatever act carries it', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const { accounts, audit, atomically } = app.deps;
  const { id } = (await accounts.findByIdentifier('natural', rosa)) ?? { id: '' };
  const acts = () =>
    app.raw.run<{ act: string; account_version: number | null }[]>((sql) =>
      sql('audit').where({ account_id: id }).orderBy('id').select('act', 'account_version'),
    );
  const before = (await acts()).length;
  await atomically(async () => {
    await accounts.change(id, (account) => account);
    await audit.record({ act: 'key.changed', accountId: id });
    await audit.record({ act: 'session.ended', accountId: id });
  });
  await accounts.change(id, (account) => account);
  const [{ version } = { version: 0 }] = await app.raw.run<{ version: number }[]>((sql) =>
    sql('accounts').where({ id }).select('version'),
  );
  t.deepEqual((await acts()).slice(before), [
    { act: 'key.changed', account_version: version - 1 },
    { act: 'session.ended', account_version: null },
    { act: 'account.written', account_version: version },
  ]);
});

test('[A11] a lock holds the row and writes nothing; outside of a transaction it is refused', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const beside = await app.beside();
  const { accounts, atomically } = app.deps;
  const { id } = (await accounts.findByIdentifier('natural', rosa)) ?? { id: '' };
  const rows = () => app.raw.run<object[]>((sql) => sql('accounts').where({ id }).select());
  const trail = () => app.raw.run<object[]>((sql) => sql('audit').select('id'));
  const before = [await rows(), await trail()];
  const order: string[] = [];
  await atomically(async () => {
    t.is((await accounts.lock(id))?.id, id);
    t.deepEqual([await rows(), await trail()], before);
    const other = beside.deps.accounts.change(id, (account) => account).then(() => order.push('changed by another'));
    await setTimeout(200);
    order.push('held');
    return { other };
  }).then(({ other }) => other);
  t.deepEqual(order, ['held', 'changed by another']);
  await t.throwsAsync(accounts.lock(id), { message: /outside of a transaction/ });
});

test('[A11] a recovery by the card writes its account once', async (t) => {
  const app = await openWithCamila(t);
  await recoverByCard(app);
  app.advance(DAY);
  const of = await beginWithCard(app);
  await confirmAddress(app.deps, of, true);
  const { id } = await accountNow(app);
  const version = async () => (await rowsOf(app, 'accounts', { id }))[0]?.version as number;
  const before = await version();
  await sendKey(app.deps, of, elsewhere());
  t.is(await version(), before + 1);
});
