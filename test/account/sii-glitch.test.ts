/** A register's glitch is not the truth: what an SII answer that is not true may and may not do. */
import test, { type ExecutionContext } from 'ava';
import { companyNow, readAgain } from '../../src/account/representation.ts';
import { raiseAlarms } from '../../src/adapters/messaging/alarms.ts';
import type { Account } from '../../src/domain/account.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseRun, parseRut, type Rut } from '../../src/domain/rut.ts';
import type { Company } from '../../src/ports/tax-registry.ts';
import { changeSii, openCompany, panaderia } from '../helpers/companies.ts';
import { openTestHouse, type TestHouse } from '../helpers/house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rut = parseRut(panaderia.rut);
const MOBILE = '+56940000001';

async function open(t: ExecutionContext, env: Record<string, string> = {}): Promise<TestHouse> {
  const house = await openTestHouse({ env: { THROTTLES: 'off', ...env } });
  t.teardown(house.stop);
  await openCompany(house);
  return house;
}

async function accountOf(house: TestHouse): Promise<Account> {
  const account = await house.world.accounts.findByIdentifier('juridica', rut);
  if (!account) throw new Error('the company has no account');
  return account;
}

const mobileOf = async (house: TestHouse) => (await accountOf(house)).personal.company?.representative.mobile;
const read = (house: TestHouse) => companyNow(house.world, rut);
const actsOf = async ({ database }: TestHouse): Promise<readonly string[]> =>
  (await database.run<{ act: string }[]>((sql) => sql('audit').orderBy('id').select('act'))).map(({ act }) => act);

const empty = (company: Company): Company => ({ ...company, representantes: [] });
const withoutRosa = (company: Company): Company => ({
  ...company,
  representantes: company.representantes.filter(({ run }) => run !== parseRun('44.000.001-0')),
});

/** The SII of this house, whose answers can be put right again. */
function glitching(house: TestHouse): { readonly mend: () => void } {
  const { taxRegistry } = house.world;
  return { mend: () => void Object.assign(house.world, { taxRegistry }) };
}

test('[A17] an empty list once and then right again: sessions end, and nothing is lost', async (t) => {
  const house = await open(t);
  const before = await accountOf(house);
  const sii = glitching(house);
  changeSii(house, empty);
  await read(house);
  t.is(await mobileOf(house), undefined, 'who left gets no message meanwhile');
  t.true((await accountOf(house)).keyNeedsCard);
  sii.mend();
  house.advance(20 * MINUTE);
  await read(house);
  t.deepEqual((await accountOf(house)).personal, before.personal);
  t.false((await accountOf(house)).keyNeedsCard);
  house.advance(2 * HOUR);
  await read(house);
  t.false(await readAgain(house.world));
  t.deepEqual((await accountOf(house)).personal, before.personal);
  t.false((await actsOf(house)).includes('representation.dropped'));
  const told = (await house.mailbox()).filter(({ to }) => to === 'contacto@panaderia.example');
  t.true(told.some(({ subject }) => /representantes de antes/.test(subject)));
});

test('[A17] two equal readings an hour apart drop the contacts for good', async (t) => {
  const house = await open(t);
  const sii = glitching(house);
  changeSii(house, withoutRosa);
  await read(house);
  house.advance(HOUR - MINUTE);
  await read(house);
  t.false((await actsOf(house)).includes('representation.dropped'), 'not before the hour');
  house.advance(2 * MINUTE);
  await read(house);
  t.true((await actsOf(house)).includes('representation.dropped'));
  const rows = await house.database.run<{ content: Buffer | null }[]>((sql) => sql('company_changes'));
  t.deepEqual(
    rows.map(({ content }) => content),
    [null],
    'what was set aside is erased',
  );
  sii.mend();
  await read(house);
  t.is(await mobileOf(house), undefined);
});

test('[A17] nobody has to sign in for the second reading: the house asks by itself', async (t) => {
  const house = await open(t);
  changeSii(house, withoutRosa);
  await read(house);
  t.false(await readAgain(house.world));
  house.advance(HOUR + MINUTE);
  t.true(await readAgain(house.world));
  t.true((await actsOf(house)).includes('representation.dropped'));
});

test('[A17] two readings that differ are not equal: the hour begins anew, and the first list still gives all back', async (t) => {
  const house = await open(t);
  const before = await accountOf(house);
  const sii = glitching(house);
  changeSii(house, empty);
  await read(house);
  house.advance(50 * MINUTE);
  sii.mend();
  changeSii(house, withoutRosa);
  await read(house);
  house.advance(50 * MINUTE);
  await read(house);
  t.false((await actsOf(house)).includes('representation.dropped'));
  sii.mend();
  await read(house);
  t.deepEqual((await accountOf(house)).personal, before.personal);
});

test('[A17] while a list may be a glitch, what was set aside is in no row that can be read', async (t) => {
  const house = await open(t);
  changeSii(house, empty);
  await read(house);
  const [row] = await house.database.run<{ content: Buffer }[]>((sql) => sql('company_changes'));
  t.false(row?.content.toString('latin1').includes(MOBILE.slice(4)));
});

/** So many companies of which the SII has answered, besides the one with an account. */
async function knownCompanies({ world }: TestHouse, count: number): Promise<readonly Rut[]> {
  const all = Array.from({ length: count }, (_, place) => `${70_000_000 + place}-0` as Rut);
  for (const one of all)
    await world.companies.remember({
      ...{ rut: one, razonSocial: 'Ficticia SpA', estado: 'vigente' },
      representantes: [{ run: parseRun('44.000.001-0'), since: new Date(0) }],
    });
  return all;
}

test('[A17] 2 % of 500 companies: everything waits, sessions too, an alarm is raised, and nothing is lost', async (t) => {
  const house = await open(t, { ALERTS_TO: 'operador@sence.example' });
  const all = await knownCompanies(house, 499);
  const before = await accountOf(house);
  const answer = (one: Rut): Company => ({
    rut: one,
    razonSocial: 'Ficticia SpA',
    estado: 'vigente',
    representantes: [],
  });
  const { taxRegistry } = house.world;
  const known = new Set<string>(all);
  Object.assign(house.world, {
    taxRegistry: {
      ...taxRegistry,
      findCompany: async (one: Rut) =>
        known.has(one) ? answer(one) : empty((await taxRegistry.findCompany(one)) as Company),
    },
  });
  const outcomes = [];
  for (const one of all.slice(0, 9)) outcomes.push(await companyNow(house.world, one).then(() => 'done', String));
  outcomes.push(await read(house).then(() => 'done', String));
  t.deepEqual(outcomes.slice(0, 5), Array(5).fill('done'));
  t.true(
    outcomes.slice(5).every((one) => /tax-registry/.test(one)),
    outcomes.join(),
  );
  t.deepEqual(await accountOf(house), before, 'neither contacts nor sessions');
  t.false((await actsOf(house)).includes('representation.changed'));
  await raiseAlarms(house.alarms);
  t.true(house.logged.some((line) => /"alarm":"sii-glitch"/.test(line)));
  const letter = (await house.mailbox()).find(({ to }) => to === 'operador@sence.example');
  t.regex(letter?.text ?? '', /cambió más de una de cada cien listas de representantes/);
  t.regex(letter?.text ?? '', /Listas que cambiaron en la última hora: 10/);
  const metrics = await (await fetch(`${house.issuer}/metrics`)).text();
  t.regex(metrics, /clave_sence_sii_lists_changed 10\n/);
  Object.assign(house.world, { taxRegistry });
  await read(house);
  t.deepEqual((await accountOf(house)).personal, before.personal);
  house.advance(HOUR + MINUTE);
  t.deepEqual(await house.world.companyChanges.rate(), { changed: 0, known: 500 });
});

test('[A17] a list that waited with many others and is the same an hour later is believed', async (t) => {
  const house = await open(t);
  for (const one of await knownCompanies(house, 9)) {
    const change = { before: [], now: [], seenAt: house.world.now(), applied: false, keyNeededCard: false };
    await house.world.companyChanges.note(one, change);
  }
  changeSii(house, withoutRosa);
  await t.throwsAsync(read(house), { message: /tax-registry/ });
  t.is(await mobileOf(house), MOBILE as never);
  house.advance(HOUR + MINUTE);
  await read(house);
  t.is(await mobileOf(house), undefined);
});

test('[A17] of few companies one that changes is no alarm', async (t) => {
  const house = await open(t, { ALERTS_TO: parseEmail('operador@sence.example') });
  changeSii(house, withoutRosa);
  await read(house);
  await raiseAlarms(house.alarms);
  t.false(house.logged.some((line) => /sii-glitch/.test(line)));
  t.is(await mobileOf(house), undefined);
});
