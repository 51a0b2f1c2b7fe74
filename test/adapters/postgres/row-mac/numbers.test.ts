/** Subjects, aliases, companies, and those who act for them. */
import test, { type ExecutionContext } from 'ava';
import { companyNow } from '../../../../src/account/representation.ts';
import { parseNie } from '../../../../src/domain/nie.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { isRefused, overwrite, plant, rowOf, rowsOf } from '../../../helpers/attack.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import { accountNow, camila, DAY, openAppFor, openWithCamila } from '../../../helpers/recovery.ts';
import { registerOwner, squat, squattedRun } from '../../../helpers/squatter.ts';
import { nieOf } from '../../../legacy/files.ts';

const rut = parseRut(panaderia.rut);
const rosa = parseRun('44.000.001-0');
const pedro = parseRun('44.000.002-9');

async function openBakery(t: ExecutionContext) {
  const app = await openAppFor(t);
  await openCompany(app, { serial: '512345678' });
  const account = await app.deps.accounts.findByIdentifier('juridica', rut);
  if (!account) throw new Error('the company has no account');
  return { app, account };
}

test('[A11, threat 92] a retired subject that is put back belongs to no account: the owner does not get the squatter’s sub', async (t) => {
  const app = await openAppFor(t);
  await squat(app, squattedRun);
  const { id, subject } = await accountNow(app);
  const before = await rowOf(app, 'subjects', { id: subject });
  t.true(await app.deps.accounts.contest(id));
  await overwrite(app, 'subjects', { id: subject }, { retired_at: null });
  await isRefused(t, 'subjects', () => registerOwner(app), 'retired_at emptied');
  await overwrite(app, 'subjects', { id: subject }, before);
  await isRefused(t, 'subjects', () => registerOwner(app), 'the row of before');
});

test('[A11] a number gets no subject of another account, moved or inserted', async (t) => {
  const app = await openWithCamila(t);
  const { subject } = await accountNow(app);
  const free = parseRun('44.000.004-5');
  await overwrite(app, 'subjects', { id: subject }, { identifier: free });
  await isRefused(t, 'subjects', () => app.deps.companies.addActor('', actor(free)), 'moved');
  await overwrite(app, 'subjects', { id: subject }, { identifier: camila.run });
  const row = await rowOf(app, 'subjects', { id: subject });
  await plant(app, 'subjects', { ...row, id: '00000000-0000-4000-8000-000000000001', identifier: free });
  await isRefused(t, 'subjects', () => app.deps.companies.addActor('', actor(free)), 'inserted');
});

const actor = (run: typeof rosa) =>
  ({ run, name: { given: 'Otra', paternal: 'Persona' }, identidad: 'declarada' }) as const;

test('[A11] a forged or moved alias finds no account', async (t) => {
  const app = await openWithCamila(t);
  const { accounts } = app.deps;
  const nie = parseNie(nieOf(9));
  const alias = { profile: 'migrante', identifier: nie, account_id: (await accountNow(app)).id };
  await plant(app, 'aliases', { ...alias, created_at: app.deps.now() });
  await isRefused(t, 'aliases', () => accounts.findByIdentifier('migrante', nie), 'inserted');
  await app.database.run((sql) => sql('aliases').update({ account_id: alias.account_id }));
  t.truthy(await accounts.findByIdentifier('migrante', nie), 'as the product writes it');
  const other = await rowOf(app, 'accounts', { identifier: '44000001-0' });
  await overwrite(app, 'aliases', { identifier: nie }, { account_id: other.id });
  await isRefused(t, 'aliases', () => accounts.findByIdentifier('migrante', nie), 'moved');
});

test('[A11, threat 92] a representative of a company is not raised, renamed or inserted by SQL', async (t) => {
  const { app, account } = await openBakery(t);
  const { companies } = app.deps;
  await companies.addActor(account.id, { ...actor(pedro) });
  const mine = { account_id: account.id, run: pedro };
  await overwrite(app, 'representatives', mine, { identidad: 'documento' });
  await isRefused(t, 'representatives', () => companies.findActor(account.id, { run: pedro }), 'documento by SQL');
  const again = () => companies.addActor(account.id, { ...actor(pedro), identidad: 'documento' });
  await isRefused(t, 'representatives', again, 'raised upon it');
  await overwrite(app, 'representatives', mine, { identidad: 'declarada' });
  await overwrite(app, 'representatives', { account_id: account.id, run: rosa }, { run: '44000003-7' });
  const camilas = () => companies.findActor(account.id, { run: camila.run });
  await isRefused(t, 'representatives', camilas, 'another person’s number');
});

test('[A11] a representative who was deleted with the subject does not return when the row is put back', async (t) => {
  const { app, account } = await openBakery(t);
  const { companies, accounts } = app.deps;
  const row = await rowOf(app, 'representatives', { account_id: account.id, run: rosa });
  const person = await accounts.findByIdentifier('natural', rosa);
  t.true(await accounts.close(person?.id ?? ''));
  await plant(app, 'representatives', row);
  t.is(await companies.findActor(account.id, { run: rosa }), undefined, 'her subject is retired');
  await overwrite(app, 'subjects', { id: row.subject_id }, { retired_at: null });
  await isRefused(t, 'subjects', () => companies.findActor(account.id, { run: rosa }), 'and stays so');
});

test('[A11, threat 92] an answer of the SII about a company is neither made younger nor moved to another', async (t) => {
  const { app } = await openBakery(t);
  const { companies, now } = app.deps;
  app.advance(2 * DAY);
  const since = new Date(now().getTime() - DAY);
  t.is(await companies.recall(rut, since), undefined);
  await overwrite(app, 'companies', { rut }, { asked_at: now() });
  await isRefused(t, 'companies', () => companies.recall(rut, since), 'asked now');
});

test('[A11] a change in the SII’s list that is over is not opened again', async (t) => {
  const { app } = await openBakery(t);
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  await companyNow(app.deps, rut);
  const open = await rowOf(app, 'company_changes', { rut });
  t.truthy(await app.deps.companyChanges.find(rut));
  await overwrite(app, 'company_changes', { rut }, { seen_at: new Date(0) });
  await isRefused(t, 'company_changes', () => app.deps.companyChanges.find(rut), 'read long ago');
  await overwrite(app, 'company_changes', { rut }, { seen_at: open.seen_at });
  await app.deps.companyChanges.end(rut);
  await overwrite(app, 'company_changes', { rut }, { ended_at: null, content: open.content });
  await isRefused(t, 'company_changes', () => app.deps.companyChanges.find(rut), 'opened by SQL');
  t.is((await rowsOf(app, 'company_changes')).length, 1);
});

test('[A11] a representative who left does not stay on file because the SII’s answer of before is deleted', async (t) => {
  const { app, account } = await openBakery(t);
  await app.raw.run((sql) => sql('companies').delete());
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== rosa),
  }));
  await companyNow(app.deps, rut);
  const now = await app.deps.accounts.find(account.id);
  t.truthy(account.personal.company?.representative.mobile);
  t.is(now?.personal.company?.representative.mobile, undefined);
  t.true(now?.keyNeedsCard);
});
