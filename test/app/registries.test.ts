import test from 'ava';
import { registriesOf } from '../../src/app/registries.ts';
import { readConfig } from '../../src/config/config.ts';
import { panaderia, rosa } from '../adapters/registries/ports.ts';
import { json, localHttp } from '../helpers/local-http.ts';
import { productionEnv } from '../helpers/production-env.ts';
import { registriesInProcess } from '../helpers/registries/registries.ts';

const now = () => new Date();

test('without address and stand-in the app does not start', (t) => {
  const config = readConfig({ CIVIL_REGISTRY_URL: 'https://registro.example' });
  t.throws(() => registriesOf({ config, standIn: undefined, now }), { message: /sii/ });
});

test('a registry with an address is called there, one without uses the stand-in', async (t) => {
  const server = await localHttp((_request, response) => json(response, 503, {}));
  t.teardown(server.close);
  const config = readConfig({ TAX_REGISTRY_URL: `http://:uno@127.0.0.1:${server.port}/suyo` });
  const local = registriesOf({ config, standIn: { inProcess: registriesInProcess() }, now });
  t.truthy(await local.civilRegistry.findPerson(rosa));
  await t.throwsAsync(local.taxRegistry.findCompany(panaderia), { name: 'Unavailable' });
  const standIn = { simulator: `http://:dos@127.0.0.1:${server.port}` };
  const { civilRegistry } = registriesOf({ config, standIn, now });
  await t.throwsAsync(civilRegistry.findPerson(rosa), { name: 'Unavailable' });
  const [own, simulated] = [server.asked[0], server.asked.at(-1)];
  t.is(own?.url, '/suyo/contribuyentes/consulta');
  t.is(own?.headers.authorization, 'Bearer uno');
  t.is(simulated?.url, '/srcei/personas/consulta');
  t.is(simulated?.headers.authorization, 'Bearer dos');
});

test('only production treats the answers as real data', (t) => {
  const urls = Object.fromEntries(
    ['CIVIL', 'TAX', 'NIE', 'OTEC'].map((name) => [`${name}_REGISTRY_URL`, 'https://:token@registro.example']),
  );
  const production = readConfig({ ...productionEnv, ...urls });
  for (const [config, simulado] of [
    [production, false],
    [readConfig(urls), true],
  ] as const) {
    const { civilRegistry, taxRegistry, nieRegistry } = registriesOf({ config, standIn: undefined, now });
    for (const registry of [civilRegistry, taxRegistry, nieRegistry]) t.is(registry.simulado, simulado);
  }
});
