import test from 'ava';
import { httpCivilRegistry } from '../../../src/adapters/registries/civil-registry.ts';
import { simulatedCivilRegistry } from '../../../src/adapters/simulated/civil-registry.ts';
import { people } from '../../../src/adapters/simulated/people.ts';
import type { CedulaSerial } from '../../../src/domain/cedula.ts';
import { parseRun } from '../../../src/domain/rut.ts';
import { json, localHttp } from '../../helpers/local-http.ts';

const rosa = parseRun('44.000.001-0');
const serial = '512345678' as CedulaSerial;
const person = {
  rut: 44_000_001,
  dv: '0',
  nombres: 'Rosa Elena',
  apellidoPaterno: 'Soto',
  apellidoMaterno: 'Díaz',
  estadoCivil: 'S',
  cantidadHijos: 2,
};
const card = {
  Rut: 44_000_001,
  Dv: '0',
  EstadoRespuesta: 'Correcto',
  IndicadorVigencia: 'S',
  IndicadorBloqueo: 'NO_BLOQUEADO',
};

async function registry(t: import('ava').ExecutionContext, status: number, body: unknown) {
  const server = await localHttp((_request, response) => json(response, status, body));
  t.teardown(server.close);
  return { server, registry: httpCivilRegistry(`http://:un%20token@127.0.0.1:${server.port}/srcei`) };
}

test('a person is asked for by RUN with the token, and only the name comes back', async (t) => {
  const { server, registry: civil } = await registry(t, 200, person);
  t.deepEqual(await civil.findPerson(rosa), {
    run: rosa,
    name: { given: 'Rosa Elena', paternal: 'Soto', maternal: 'Díaz' },
    deceased: false,
  });
  t.is(server.asked[0]?.url, '/srcei/personas/44000001-0');
  t.is(server.asked[0]?.headers.authorization, 'Bearer un token');
});

for (const [change, verdict] of [
  [{}, 'matches'],
  [{ IndicadorVigencia: 'N' }, 'expired'],
  [{ IndicadorBloqueo: 'TEMPORAL' }, 'blocked'],
  [{ EstadoRespuesta: 'SolicitudFormatoInvalido' }, 'mismatch'],
  [{ EstadoRespuesta: 'DatosInexistentes' }, 'absent'],
] as const) {
  test(`a card is ${verdict} when the answer is ${JSON.stringify(change)}`, async (t) => {
    const { server, registry: civil } = await registry(t, 200, { ...card, ...change });
    t.is(await civil.verifyCedula(rosa, serial), verdict);
    t.false(server.asked[0]?.url.includes(serial), 'no serial in an address');
  });
}

test('51 an answer about another person, garbage, an error or silence is no answer', async (t) => {
  for (const [status, body] of [
    [200, { ...card, Rut: 44_000_002, Dv: '9' }],
    [200, 'basura'],
    [200, { ...card, EstadoRespuesta: 'ErrorTecnico' }],
    [500, {}],
    [200, {}],
  ] as const) {
    const { registry: civil } = await registry(t, status, body);
    await t.throwsAsync(civil.verifyCedula(rosa, serial), { name: 'Unavailable' });
  }
  const { registry: other } = await registry(t, 200, { ...person, rut: 44_000_002, dv: '9' });
  await t.throwsAsync(other.findPerson(rosa), { name: 'Unavailable' });
  const silent = await localHttp(() => {});
  t.teardown(silent.close);
  await t.throwsAsync(httpCivilRegistry(`http://127.0.0.1:${silent.port}`).findPerson(rosa), { name: 'Unavailable' });
});

test('404 is a person who does not exist', async (t) => {
  const { registry: civil } = await registry(t, 404, {});
  t.is(await civil.findPerson(rosa), undefined);
});

test('the simulated registry knows the cast and nobody else', async (t) => {
  const civil = simulatedCivilRegistry();
  for (const { run } of people) t.truthy(await civil.findPerson(run));
  t.is(await civil.findPerson(parseRun('12.345.678-5')), undefined);
  t.is(await civil.verifyCedula(rosa, serial), 'matches');
  t.is(await civil.verifyCedula(rosa, '999999999' as CedulaSerial), 'mismatch');
});
