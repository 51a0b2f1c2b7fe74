import test, { type ExecutionContext } from 'ava';
import { json, localHttp } from '../../helpers/local-http.ts';
import { overHttp, rosa, serial } from './ports.ts';

const person = {
  rut: 44_000_001,
  dv: '0',
  nombres: 'Rosa Elena',
  apellidoPaterno: 'Soto',
  apellidoMaterno: 'Díaz',
  fechaNacimiento: '1985-03-09T00:00:00',
  estadoCivil: 'S',
  cantidadHijos: 2,
};
const card = {
  Rut: 44_000_001,
  Dv: '0',
  EstadoRespuesta: 'Correcto',
  CodigoClaseDocumento: 'CedulaIdentidadParaChileno',
  IndicadorVigencia: 'S',
  IndicadorBloqueo: 'NO_BLOQUEADO',
};

async function registry(t: ExecutionContext, status: number, body: unknown) {
  const server = await localHttp((_request, response) => json(response, status, body));
  t.teardown(server.close);
  return { server, civil: overHttp(server.port, 'un token').civilRegistry };
}

test('only name, birth date and death of a person come back', async (t) => {
  const { server, civil } = await registry(t, 200, person);
  t.deepEqual(await civil.findPerson(rosa), {
    run: rosa,
    name: { given: 'Rosa Elena', paternal: 'Soto', maternal: 'Díaz' },
    birthDate: '1985-03-09',
    deceased: false,
  });
  t.is(server.asked[0]?.url, '/srcei/personas/consulta');
});

for (const [change, verdict, clase] of [
  [{}, 'matches', 'chileno'],
  [{ CodigoClaseDocumento: 'CedulaIdentidadParaExtranjero' }, 'matches', 'extranjero'],
  [{ CodigoClaseDocumento: null }, 'matches', undefined],
  [{ CodigoClaseDocumento: 'PasaporteDiplomatico' }, 'mismatch', undefined],
  [{ IndicadorVigencia: 'N' }, 'expired', 'chileno'],
  [{ IndicadorVigencia: null }, 'expired', 'chileno'],
  [{ IndicadorBloqueo: 'TEMPORAL' }, 'blocked', 'chileno'],
  [{ IndicadorBloqueo: null }, 'blocked', 'chileno'],
  [{ EstadoRespuesta: 'SolicitudFormatoInvalido' }, 'mismatch', undefined],
  [{ EstadoRespuesta: 'DatosInexistentes' }, 'mismatch', undefined],
] as const) {
  test(`a card is ${verdict} when the answer is ${JSON.stringify(change)}`, async (t) => {
    const { civil } = await registry(t, 200, { ...card, ...change });
    const check = await civil.verifyCedula(rosa, serial);
    t.is(check.verdict, verdict);
    t.is(check.clase, clase);
  });
}

test('[security 51, threat 52] an answer about another person, garbage, or an error is no answer', async (t) => {
  for (const [status, body] of [
    [200, { ...card, Rut: 44_000_002, Dv: '9' }],
    [200, 'basura'],
    [200, { ...card, EstadoRespuesta: 'ErrorTecnico' }],
    [200, { ...card, EstadoRespuesta: 'ErrorAutentificacion' }],
    [500, {}],
    [200, {}],
    [200, null],
  ] as const) {
    const { civil } = await registry(t, status, body);
    await t.throwsAsync(civil.verifyCedula(rosa, serial), { name: 'Unavailable' });
  }
  for (const change of [{ rut: 44_000_002, dv: '9' }, { fechaNacimiento: 'ayer' }, { fechaNacimiento: '1985-13-40' }]) {
    const { civil } = await registry(t, 200, { ...person, ...change });
    await t.throwsAsync(civil.findPerson(rosa), { name: 'Unavailable' });
  }
});
