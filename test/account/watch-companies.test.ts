import test from 'ava';
import { membershipsOf, roleIn } from '../../src/account/memberships.ts';
import { companyNow } from '../../src/account/representation.ts';
import { watchCompanies } from '../../src/account/watch-companies.ts';
import { parseRun, parseRut } from '../../src/domain/rut.ts';
import type { Company } from '../../src/ports/tax-registry.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { pedro, rosa } from '../helpers/client-app.ts';
import { changeSii, openCompany } from '../helpers/companies.ts';
import { enterCuenta } from '../helpers/cuenta.ts';
import { losAndes } from '../helpers/facilitadores.ts';
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
