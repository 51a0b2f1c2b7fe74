import { randomUUID } from 'node:crypto';
import test from 'ava';
import { startSimulator } from '../../../simulator/app.ts';
import { companiesAt } from '../../../src/dev/people/companies.ts';
import { foreignPeople } from '../../../src/dev/people/foreign-people.ts';
import { people } from '../../../src/dev/people/people.ts';
import type { CedulaSerial } from '../../../src/domain/cedula.ts';
import { parseNie } from '../../../src/domain/nie.ts';
import { parseRun, parseRut } from '../../../src/domain/rut.ts';
import { facilitador } from '../../helpers/facilitador-data.ts';
import { registriesInProcess } from '../../helpers/registries/registries.ts';
import { overHttp, panaderia, rosa, serial } from './ports.ts';

const simulator = await startSimulator({ port: 0, token: 'ñandú y token' });
test.after.always(() => simulator.close());

const stranger = parseRun('12.345.678-5');

for (const [where, registries] of [
  ['in process', registriesInProcess()],
  ['over HTTP', overHttp(simulator.port, 'ñandú y token')],
] as const) {
  const { civilRegistry, taxRegistry, nieRegistry, nieIssuer, otecRegistry } = registries;

  test(`${where}: the Registro Civil knows the fictional people by name and birth date, and no other`, async (t) => {
    for (const { run, name, birthDate, deceased = false } of people)
      t.deepEqual(await civilRegistry.findPerson(run), { run, name, birthDate, deceased });
    t.is(await civilRegistry.findPerson(stranger), undefined);
    t.true(civilRegistry.simulado);
  });

  test(`${where}: every card gets its verdict and its class; a wrong number reveals neither`, async (t) => {
    for (const person of people) {
      const { card: verdict, clase } = person;
      t.deepEqual(await civilRegistry.verifyCedula(person.run, person.serial as CedulaSerial), { verdict, clase });
    }
    t.deepEqual(await civilRegistry.verifyCedula(rosa, '999999999' as CedulaSerial), { verdict: 'mismatch' });
    t.deepEqual(await civilRegistry.verifyCedula(stranger, serial), { verdict: 'absent' });
  });

  test(`${where}: the fictional people have every kind of card and person`, (t) => {
    t.deepEqual([...new Set(people.map(({ card }) => card))].sort(), ['blocked', 'expired', 'matches']);
    for (const look of [/^A\d{9}$/, /^B5/, /^\d{9}$/]) t.true(people.some((person) => look.test(person.serial)));
    t.true(people.some(({ deceased }) => deceased));
  });

  test(`${where}: the SII knows who represents a company today`, async (t) => {
    for (const { kind: _, ...company } of companiesAt(new Date()))
      t.deepEqual(await taxRegistry.findCompany(company.rut), company);
    t.is((await taxRegistry.findCompany(panaderia))?.representantes.length, 2);
    t.is((await taxRegistry.findCompany(parseRut('54.000.003-4')))?.estado, 'termino_giro');
    const [replaced] = (await taxRegistry.findCompany(parseRut('54.000.002-6')))?.representantes ?? [];
    const age = Date.now() - (replaced?.since?.getTime() ?? 0);
    t.true(age >= 86_400_000 && age < 2 * 86_400_000, 'since yesterday');
    t.is(await taxRegistry.findCompany(rosa), undefined);
  });

  test(`${where}: the register of NIE returns the data that the change to a RUN compares`, async (t) => {
    for (const person of foreignPeople) t.deepEqual(await nieRegistry.findPerson(person.nie), person);
    t.is(await nieRegistry.findPerson(parseNie('12.345.678-5')), undefined);
    const jorge = await nieRegistry.findPerson(parseNie('199.000.002-2'));
    const chilean = await civilRegistry.findPerson(parseRun('44.000.113-0'));
    t.deepEqual([jorge?.name, jorge?.birthDate], [chilean?.name, chilean?.birthDate]);
  });

  test(`${where}: the register of NIE gives one number to a request and to a document, however often it is asked`, async (t) => {
    const { email: _, ...person } = facilitador();
    const id = randomUUID();
    const nie = await nieIssuer.issue({ ...person, id });
    t.is(parseNie(nie), nie);
    t.is(await nieIssuer.issue({ ...person, id }), nie, 'the request');
    t.is(await nieIssuer.issue({ ...person, id: randomUUID() }), nie, 'the document');
    const other = { ...person, id: randomUUID(), document: { kind: 'pasaporte', number: 'XA999999' } as const };
    t.not(await nieIssuer.issue(other), nie);
  });

  test(`${where}: an OTEC, an OTIC, and every other company an EMPRESA`, async (t) => {
    for (const { rut, kind } of companiesAt(new Date())) t.is(await otecRegistry.kindOf(rut), kind);
    t.is(await otecRegistry.kindOf(rosa), 'EMPRESA');
  });
}

test('an app with real registries never asks for the fictional people', async (t) => {
  const { civilRegistry, taxRegistry, nieRegistry, otecRegistry, lines } = overHttp(simulator.port, 'ñandú y token', {
    simulado: false,
  });
  t.is(await civilRegistry.findPerson(rosa), undefined);
  t.deepEqual(await civilRegistry.verifyCedula(rosa, serial), { verdict: 'absent' });
  t.is(await taxRegistry.findCompany(panaderia), undefined);
  t.is(await nieRegistry.findPerson(parseNie('199.000.001-4')), undefined);
  t.is(await otecRegistry.kindOf(parseRut('54.000.109-K')), 'EMPRESA');
  t.deepEqual(lines, []);
  t.is(await civilRegistry.findPerson(stranger), undefined);
  t.is(lines.length, 1);
});
