import test from 'ava';
import { membershipsOf, roleIn } from '../../src/account/memberships.ts';
import { companyNow, readAgain } from '../../src/account/representation.ts';
import { watchCompanies } from '../../src/account/watch-companies.ts';
import { parseRun, parseRut, type Rut } from '../../src/domain/rut.ts';
import type { Company } from '../../src/ports/tax-registry.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { pedro, rosa } from '../helpers/client-app.ts';
import { changeSii, openCompany } from '../helpers/companies.ts';
import { enterCuenta } from '../helpers/cuenta.ts';
import { cordillera, losAndes } from '../helpers/facilitadores.ts';
import { acceptBy, hereOf, inviteBy, personNow } from '../helpers/members.ts';

const withoutPedro = (company: Company): Company => ({
  ...company,
  representantes: company.representantes.filter(({ run }) => run !== parseRun(pedro.rut)),
});

/** Counts what is asked of the SII. */
function countAsked({ deps }: Pick<TestApp, 'deps'>): { asked: number } {
  const count = { asked: 0 };
  const known = deps.taxRegistry;
  const findCompany: typeof known.findCompany = (rut) => {
    count.asked += 1;
    return known.findCompany(rut);
  };
  Object.assign(deps, { taxRegistry: { ...known, findCompany } });
  return count;
}

test('[threat 619] who lost the representation loses within a minute what they gave, at every process, without a visit', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openCompany(app);
  const other = await app.beside();
  const here = hereOf(await personNow(app, rosa.rut));
  await companyNow(app.deps, losAndes.rut);
  await acceptBy(app, here.account, await inviteBy(app, { run: pedro.rut }));
  t.is(await roleIn(other.deps, here, losAndes.rut), 'desarrolla');
  for (const one of [app, other]) changeSii(one, withoutPedro);
  const counts = [app, other].map(countAsked);
  const asked = () => counts.reduce((sum, one) => sum + one.asked, 0);
  const watch = async () => {
    for (const one of [app, other]) t.false(await watchCompanies(one.deps));
  };
  app.advance(55_000);
  await watch();
  t.is(asked(), 0, 'no member has a session');

  await enterCuenta(app);
  await watch();
  t.is(asked(), 1, 'one process reads it');
  await watch();
  t.is(asked(), 1, 'and no other within the minute');
  for (const one of [app, other]) changeSii(one, 'silent');
  for (const one of [app, other]) {
    t.is(await roleIn(one.deps, here, losAndes.rut), undefined, 'by the stored answer alone');
    t.is((await membershipsOf(one.deps, here.account))[0]?.suspended, 'delegator', 'a glitch ends nothing for good');
  }
});

test('[threat 619] while the SII is silent a run asks three times at most', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  await openCompany(app);
  const { deps } = app;
  const ruts = ['54.000.001-8', '54.000.109-K', '44.000.001-0', '44.000.003-7', '44.000.002-9'].map((one) =>
    parseRut(one),
  );
  let asked = 0;
  const findCompany = async () => {
    asked += 1;
    throw new Unavailable('tax-registry');
  };
  const silent = {
    ...deps,
    companies: { ...deps.companies, toWatch: async () => ruts },
    taxRegistry: { simulado: true, findCompany },
  };
  t.false(await watchCompanies(silent));
  t.is(asked, 3);
  t.false(await watchCompanies(silent));
  t.is(asked, 5, 'the next run goes on with the others');
  t.false(await watchCompanies(silent));
  t.is(asked, 5, 'and none is asked twice within the minute');
});

test('[threat 790] companies whose change waits are no silence: a run reads the others too, and each second reading is made', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const waiting = ['54.000.001-8', '54.000.109-K', '44.000.001-0', '44.000.003-7'].map((one) => parseRut(one));
  const other = parseRut('44.000.002-9');
  const companyOf = (rut: Rut): Company => ({
    rut,
    razonSocial: 'Ficticia SpA',
    estado: 'vigente',
    representantes: [{ run: parseRun(pedro.rut), since: new Date(0) }],
  });
  for (const rut of [...waiting, other]) await app.deps.companies.remember(companyOf(rut));
  const findCompany = async (rut: Rut) => (rut === other ? withoutPedro(companyOf(rut)) : undefined);
  const rate = async () => ({ changed: 9, known: 9 });
  const glitching = {
    ...app.deps,
    companies: { ...app.deps.companies, toWatch: async () => [...waiting, other] },
    companyChanges: { ...app.deps.companyChanges, rate },
    taxRegistry: { simulado: true, findCompany },
  };
  await watchCompanies(glitching);
  t.true((await app.deps.companyChanges.find(waiting[0] as Rut)) !== undefined);
  t.true((await app.deps.companyChanges.find(other)) !== undefined, 'it was read');
  app.advance(61 * 60_000);
  const due = [];
  while (await readAgain(glitching)) due.push(due.length);
  t.is(due.length, 5);
});

test('[threat 790] a company whose change waits is read after all others in use', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const { machines, companies, companyChanges, now } = app.deps;
  await openCompany(app);
  await openCompany(app, { company: cordillera.rut, run: '44.000.003-7' });
  for (const organisation of [losAndes, cordillera]) {
    await companyNow(app.deps, organisation.rut);
    const { id } = await machines.create({ organisation, name: 'Servidor', apis: [] });
    await machines.noteUse(id, 1);
  }
  await companies.remember((await companies.recall(cordillera.rut, new Date(0))) as Company);
  const oldest = async () => (await companies.toWatch(new Date(now().getTime() + 1), 1))[0];
  t.is(await oldest(), losAndes.rut);
  app.advance(1000);
  await companyChanges.note(losAndes.rut, { before: [], now: [], seenAt: now(), applied: false, keyNeededCard: false });
  t.is(await oldest(), cordillera.rut);
});
