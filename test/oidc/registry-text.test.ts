import test, { type ExecutionContext } from 'ava';
import { parseNie } from '../../src/domain/nie.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { samePerson } from '../../src/features/identity/use-cases/same-person.ts';
import { confirmEmail } from '../../src/features/registration/use-cases/confirm-email.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { newestLinkTo } from '../helpers/captcha.ts';
import { clientFileFor, openClient, rosa, signIn, userInfo } from '../helpers/client-app.ts';
import { localHttp } from '../helpers/local-http.ts';
import { registration, visitorFrom, withKey } from '../helpers/registration.ts';

const scope = 'openid profile run';
const camila = { rut: '44.000.003-7', key: 'Quiltro-77', serial: 'B51A23456' };
const here = visitorFrom('198.51.100.7');

/**
 * Camila as an old system would return her: CHAR(n), capitals, Latin-1, an empty death date of .NET, no second surname.
 */
const person = {
  rut: '44000003',
  dv: 7,
  nombres: `CAMILA  ANDREA${' '.repeat(20)}`,
  apellidoPaterno: 'PÉREZ\0\0',
  apellidoMaterno: '    ',
  fechaNacimiento: '1999-07-14T00:00:00',
  fechaDefuncion: '0001-01-01T00:00:00',
};
const card = {
  Rut: 44_000_003,
  Dv: '7',
  EstadoRespuesta: 'CORRECTO ',
  CodigoClaseDocumento: 'CedulaIdentidadParaChileno   ',
  IndicadorVigencia: 's',
  IndicadorBloqueo: 'NO_BLOQUEADO  ',
};

async function open(t: ExecutionContext, answers: Readonly<Record<string, object>> = {}): Promise<TestApp> {
  const registries = await localHttp((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 503).end(answer && Buffer.from(JSON.stringify(answer), 'latin1'));
  });
  t.teardown(registries.close);
  const at = (name: string): string => `http://:un-token@127.0.0.1:${registries.port}/${name}`;
  const env = { THROTTLES: 'off', CIVIL_REGISTRY_URL: at('srcei'), NIE_REGISTRY_URL: at('nie') };
  const clients = [clientFileFor('ejemplo', { scope })];
  const app = await openTestApp({ env, clients });
  t.teardown(app.stop);
  return app;
}

test("[B8] a registry's answer in its worst form is stored clean and returned clean, and its empty death date marks no person as dead", async (t) => {
  const app = await open(t, { '/srcei/personas/consulta': person, '/srcei/cedulas/verificacion': card });
  await registerNatural(app.deps, registration({ serial: camila.serial }), here);
  await confirmEmail(app.deps, withKey(await newestLinkTo(app, 'camila@correo.example')), here);
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(camila.rut));
  t.deepEqual(account?.personal.name, { given: 'CAMILA ANDREA', paternal: 'PÉREZ' });
  const client = await openClient(app, 'ejemplo');
  const { tokens } = await signIn(client, { person: camila, params: { scope } });
  const { sub: _, ...info } = await userInfo(client, tokens);
  t.deepEqual(info, {
    name: 'CAMILA ANDREA PÉREZ',
    given_name: 'CAMILA ANDREA',
    family_name: 'PÉREZ',
    apellido_paterno: 'PÉREZ',
    tipo_persona: 'natural',
    rut: '44000003-7',
    RolUnico: { numero: 44_000_003, DV: '7', tipo: 'RUN' },
    identidad: 'documento',
  });
});

test('[B8] what was stored in that form before is returned clean, and a blank value is no claim', async (t) => {
  const app = await open(t);
  const account = await app.deps.accounts.findByIdentifier('natural', parseRun(rosa.rut));
  await app.deps.accounts.change(account?.id ?? '', (latest) => ({
    ...latest,
    personal: { ...latest.personal, name: { given: 'Rosa  Elena   ', paternal: 'DÃ\u00ADaz\0', maternal: ' ' } },
  }));
  const client = await openClient(app, 'ejemplo');
  const { tokens } = await signIn(client, { person: rosa, params: { scope } });
  const info = await userInfo(client, tokens);
  t.like(info, {
    name: 'Rosa Elena Díaz',
    given_name: 'Rosa Elena',
    family_name: 'Díaz',
    apellido_paterno: 'Díaz',
    apellido_materno: undefined,
  });
  t.false('apellido_materno' in info);
});

test('[B8] two records are of one person regardless of capitals, accents and padding; without a birth date they are not', async (t) => {
  const jorge = { fechaNacimiento: '1988-12-05', apellidoMaterno: null };
  const nie = { numero: 199_000_002, dc: '2', nombres: 'Jorge Andrés', apellidoPaterno: 'Del Río', ...jorge };
  const run = { rut: 44_000_113, dv: '0', nombres: 'JORGE  ANDRES   ', apellidoPaterno: 'DEL RIO', ...jorge };
  const both = { '/nie/personas/consulta': nie, '/srcei/personas/consulta': run };
  const same = async (app: TestApp) =>
    (await samePerson(app.deps, parseNie('199.000.002-2'), parseRun('44.000.113-0'))) !== undefined;
  t.true(await same(await open(t, both)));
  const unborn = { ...run, fechaNacimiento: '0001-01-01' };
  t.false(await same(await open(t, { ...both, '/srcei/personas/consulta': unborn })));
  const neither = { '/nie/personas/consulta': { ...nie, fechaNacimiento: '' }, '/srcei/personas/consulta': unborn };
  t.false(await same(await open(t, neither)));
});
