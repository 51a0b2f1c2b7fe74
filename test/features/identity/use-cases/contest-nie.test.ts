import test, { type ExecutionContext } from 'ava';
import { applyRetention } from '../../../../src/adapters/postgres/retention/retention.ts';
import type { ContestReceipt } from '../../../../src/domain/contest-receipt.ts';
import { parseNie } from '../../../../src/domain/nie.ts';
import { Refusal } from '../../../../src/domain/refusal.ts';
import { daysOf } from '../../../../src/domain/retention.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { endCasesByTime } from '../../../../src/features/cases/use-cases/end-by-time.ts';
import { contestNie } from '../../../../src/features/identity/use-cases/contest-nie.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { statementsOf } from '../../../helpers/count-statements.ts';
import { jorge, nthNie, openJorge } from '../../../helpers/migrantes.ts';
import { DAY } from '../../../helpers/recovery.ts';

const registered = jorge.nie;
const free = parseNie('199.000.001-4');

/** One of several fictional NIEs without an account. */
let asked = 0;
const from = (network: string) => {
  asked += 1;
  return { network, device: 'Firefox en Linux', reference: `CS-${String(asked).padStart(4, '0')}-2222` };
};

/** An app in which Jorge has his NIE. */
async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openJorge(app);
  return app;
}

const holderOf = ({ deps }: TestApp) => deps.accounts.findByIdentifier('migrante', registered);

test('[P14] a contest of a NIE is a case with a folio for the desk, alike whether the NIE has an account, and freezes nothing', async (t) => {
  const app = await open(t);
  const before = await holderOf(app);
  t.is(before?.state, 'activa');
  const mails = await app.mailbox();
  const receipts: ContestReceipt[] = [];
  for (const nie of [registered, free]) receipts.push(await contestNie(app.deps, nie, from('192.0.2.1')));
  t.deepEqual(
    receipts.map(({ folio, ...rest }) => rest),
    [{ outcome: 'desk' }, { outcome: 'desk' }],
  );
  const { cases } = await app.deps.cases.page({}, 10);
  t.deepEqual(
    cases.map(({ folio, kind, about }) => ({ folio, kind, about })),
    [registered, free].map((identifier, place) => ({
      folio: receipts[place]?.folio,
      kind: 'identidad-disputada',
      about: { profile: 'migrante', identifier },
    })),
  );
  t.deepEqual(await holderOf(app), before, 'the account goes on as it was');
  t.deepEqual(await app.mailbox(), mails, 'and no message is sent for the claim of a stranger');
});

test('[P14] no row has the number of a case in clear', async (t) => {
  const app = await open(t);
  await contestNie(app.deps, free, from('192.0.2.1'));
  const { rows } = await app.database.run<{ rows: { text: string }[] }>((sql) =>
    sql.raw(`select cases::text || encode(content, 'escape') as text from cases`),
  );
  t.is(rows.length, 1);
  t.false(rows[0]?.text.includes('199000001'));
});

test.serial('[P14] a NIE costs the same statements whether it has an account or not', async (t) => {
  const app = await open(t);
  const costs = [];
  for (const nie of [nthNie(0), registered, nthNie(1)])
    costs.push(await statementsOf(() => contestNie(app.deps, nie, from('192.0.2.1'))));
  t.is(costs[1], costs[2]);
});

test('[P14] a network asks ten times a day and is shown when it may ask again; whether the NIE has an account does not count', async (t) => {
  const app = await open(t);
  const { limit } = rateLimits.casesByNetwork;
  for (let tries = 0; tries < limit; tries += 1) await contestNie(app.deps, nthNie(tries), from('192.0.2.1'));
  const refused = await t.throwsAsync(contestNie(app.deps, free, from('192.0.2.1')), { instanceOf: Refusal });
  t.is(refused?.code, 'too-many-contests');
  t.true(refused?.details.until instanceof Date);
  t.like(await contestNie(app.deps, registered, from('198.51.100.7')), { outcome: 'desk' }, 'its owner, elsewhere');
  t.is((await app.deps.cases.page({}, 100)).cases.length, limit + 1);
  app.advance(DAY + 60_000);
  t.like(await contestNie(app.deps, free, from('192.0.2.1')), { outcome: 'desk' });
});

test('[P14] ten networks of one /24 that spent their budgets leave the others of it a hundred a day and no more', async (t) => {
  const app = await open(t);
  let refused = 0;
  for (let host = 1; host <= 11; host += 1)
    for (let tries = 0; tries < 10; tries += 1)
      await contestNie(app.deps, nthNie(tries), from(`192.0.2.${host}`)).catch(() => {
        refused += 1;
      });
  t.is(refused, 10);
});

test('[P14] a second click gets the folio of the first and costs nothing; another device or network gets its own', async (t) => {
  const app = await open(t);
  const first = await contestNie(app.deps, free, from('192.0.2.1'));
  for (let tries = 0; tries < 2 * rateLimits.casesByNetwork.limit; tries += 1)
    t.is((await contestNie(app.deps, free, from('192.0.2.1'))).folio, first.folio);
  const others = [from('198.51.100.7'), Object.assign(from('192.0.2.1'), { device: 'Chrome en Android' })];
  for (const visitor of others) t.is((await contestNie(app.deps, free, visitor)).folio, visitor.reference);
});

test('[P14] a case whose claimant does not come ends after its term, the number is erased, and its folio is deleted later', async (t) => {
  const app = await open(t);
  const { folio = '' } = await contestNie(app.deps, free, from('192.0.2.1'));
  app.advance((daysOf('openCases') - 1) * DAY);
  t.false(await endCasesByTime(app.deps));
  t.truthy(await app.deps.cases.findByFolio(folio));
  app.advance(2 * DAY);
  await endCasesByTime(app.deps);
  t.is(await app.deps.cases.findByFolio(folio), undefined);
  const row = () =>
    app.database.run<{ content: Buffer | null; state: string } | undefined>((sql) =>
      sql('cases').where({ folio }).first(),
    );
  t.like(await row(), { content: null, state: 'vencida' });
  app.advance(daysOf('cases') * DAY);
  await applyRetention(app.database, app.deps.now());
  t.is(await row(), undefined);
});
