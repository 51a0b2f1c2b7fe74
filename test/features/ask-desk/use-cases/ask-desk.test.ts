import test, { type ExecutionContext } from 'ava';
import { parseNie } from '../../../../src/domain/nie.ts';
import { Refusal } from '../../../../src/domain/refusal.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { askDesk } from '../../../../src/features/ask-desk/use-cases/ask-desk.ts';
import { concludeCase } from '../../../../src/features/cases/use-cases/conclude-case.ts';
import { openTestApp, type TestApp } from '../../../helpers/app.ts';
import { statementsOf } from '../../../helpers/count-statements.ts';
import { jorge, openJorge } from '../../../helpers/migrantes.ts';
import { DAY } from '../../../helpers/recovery.ts';

const registered = jorge.nie;
const free = parseNie('199.000.001-4');

let asked = 0;
const from = (network: string) => {
  asked += 1;
  return { network, device: 'Firefox en Linux', reference: `CS-${String(asked).padStart(4, '0')}-2222` };
};

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openJorge(app);
  return app;
}

const ask = (
  identifier = registered,
  browser = 'uno',
  kind: 'correo-perdido' | 'cedula-vencida' = 'correo-perdido',
) => ({
  kind,
  profile: 'migrante' as const,
  identifier,
  browser,
});

const openOnes = async ({ deps }: TestApp) => (await deps.cases.page({}, 200)).cases;

test('[threat 210] a case that a stranger asks for changes no account, sends no message, and stands in the Actividad of its holder', async (t) => {
  const app = await open(t);
  const holder = () => app.deps.accounts.findByIdentifier('migrante', registered);
  const before = await holder();
  const mails = await app.mailbox();
  const { folio } = await askDesk(app.deps, ask(), from('192.0.2.1'));
  t.like(await app.deps.cases.findByFolio(folio), {
    kind: 'correo-perdido',
    about: { profile: 'migrante', identifier: registered },
  });
  t.deepEqual(await holder(), before);
  t.deepEqual(await app.mailbox(), mails);
  const acts = (await app.deps.audit.actsSince(before?.id ?? '', ['case.asked'], new Date(0))) ?? [];
  t.deepEqual(
    acts.map(({ details }) => details),
    [{ folio, kind: 'correo-perdido' }],
  );
});

test('[threat 211] a browser gets the folio of its own open case again, another browser a folio of its own', async (t) => {
  const app = await open(t);
  const first = await askDesk(app.deps, ask(), from('192.0.2.1'));
  t.deepEqual(await askDesk(app.deps, ask(), from('192.0.2.1')), first);
  const others = [
    await askDesk(app.deps, ask(registered, 'dos'), from('192.0.2.2')),
    await askDesk(app.deps, ask(registered, 'uno', 'cedula-vencida'), from('192.0.2.1')),
    await askDesk(app.deps, ask(free), from('192.0.2.1')),
  ];
  const folios = [first, ...others].map(({ folio }) => folio);
  t.is(new Set(folios).size, 4);
  t.is((await openOnes(app)).length, 4);
});

test('a browser whose case was closed gets another folio, and never more cases than it asks for', async (t) => {
  const app = await open(t);
  const folios = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const { folio } = await askDesk(app.deps, ask(), from('192.0.2.1'));
    t.true(await concludeCase(app.deps, folio, { by: 'Ana Soto', reason: 'atendida' }));
    folios.push(folio);
  }
  t.is(new Set(folios).size, 5);
});

test('[threat 212] a stranger spends the budget of the own network, never that of the number', async (t) => {
  const app = await open(t);
  const { limit } = rateLimits.casesByNetwork;
  for (let turn = 0; turn < limit; turn += 1) await askDesk(app.deps, ask(registered, `b${turn}`), from('192.0.2.1'));
  const refused = await t.throwsAsync(askDesk(app.deps, ask(registered, 'otro'), from('192.0.2.1')), {
    instanceOf: Refusal,
  });
  t.is(refused?.code, 'too-many-contests');
  t.true(refused?.details.until instanceof Date);
  t.is((await openOnes(app)).length, limit);
  await t.notThrowsAsync(askDesk(app.deps, ask(registered, 'el suyo'), from('198.51.100.7')), 'its owner, elsewhere');
  app.advance(DAY + 60_000);
  await t.notThrowsAsync(askDesk(app.deps, ask(registered, 'otro'), from('192.0.2.1')));
});

test('asking for the same case again spends nothing', async (t) => {
  const app = await open(t);
  const { limit } = rateLimits.casesByNetwork;
  for (let turn = 0; turn < limit * 2; turn += 1) await askDesk(app.deps, ask(), from('192.0.2.1'));
  t.is((await openOnes(app)).length, 1);
});

test.serial('[threat 213] a number costs the same statements whether it has an account or not', async (t) => {
  const app = await open(t);
  const costs = [];
  for (const [place, nie] of [free, registered, free].entries())
    costs.push(await statementsOf(() => askDesk(app.deps, ask(nie, `b${place}`), from('192.0.2.1'))));
  t.is(costs[1], costs[2]);
});

test('two requests of one browser at once open one case', async (t) => {
  const app = await open(t);
  const both = await Promise.all([1, 2].map(() => askDesk(app.deps, ask(), from('192.0.2.1'))));
  t.is(both[0]?.folio, both[1]?.folio);
  t.is((await openOnes(app)).length, 1);
});
