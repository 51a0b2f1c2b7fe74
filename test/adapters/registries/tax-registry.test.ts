import test, { type ExecutionContext } from 'ava';
import { parseRut } from '../../../src/domain/rut.ts';
import { json, localHttp } from '../../helpers/local-http.ts';
import { overHttp } from './ports.ts';

const panaderia = parseRut('54.000.001-8');
const rosa = { rut: 44_000_001, dv: '0', fechaInicio: '2019-03-01T00:00:00' };
const company = {
  rut: 54_000_001,
  dv: '8',
  RazonSocial: 'Panadería Los Andes SpA',
  EstadoGiro: 'VIGENTE',
  representantes: [rosa],
};

async function registry(t: ExecutionContext, body: unknown) {
  const server = await localHttp((_request, response) => json(response, 200, body));
  t.teardown(server.close);
  return overHttp(server.port, 'un token').taxRegistry;
}

test('[A17] a list in which a representative has no number is no answer, whatever else it lists', async (t) => {
  const right = await (await registry(t, company)).findCompany(panaderia);
  t.is(right?.representantes.length, 1);
  for (const one of [{ ...rosa, rut: null }, { ...rosa, rut: 0 }, { ...rosa, dv: null }, null])
    await t.throwsAsync((await registry(t, { ...company, representantes: [rosa, one] })).findCompany(panaderia), {
      name: 'Unavailable',
    });
  await t.throwsAsync((await registry(t, { ...company, representantes: null })).findCompany(panaderia), {
    name: 'Unavailable',
  });
});

test('[A17] an empty list of a company in force is an answer like any other', async (t) => {
  const empty = await (await registry(t, { ...company, representantes: [] })).findCompany(panaderia);
  t.deepEqual(empty?.representantes, []);
});
