import test from 'ava';
import { startSimulator } from '../../../simulator/app.ts';
import { smsProbe } from '../../../src/adapters/messaging/sms.ts';
import { watchOutages } from '../../../src/adapters/registries/outages.ts';
import { probeServices } from '../../../src/adapters/registries/probe-services.ts';
import { registryProbes } from '../../../src/app/registries.ts';
import { readConfig } from '../../../src/config/config.ts';
import { json, localHttp } from '../../helpers/local-http.ts';
import { registriesInProcess } from '../../helpers/registries/registries.ts';

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;
const TOKEN = 'un-token-de-prueba';
const config = readConfig({ CLAVE_POLICY: 'guia' });

test('[R3] every registry is probed by an empty question, which costs no user a try, and each of its faults is detected', async (t) => {
  const simulator = await startSimulator({ port: 0, token: TOKEN });
  t.teardown(simulator.close);
  const at = (token: string) => registryProbes(config, { simulator: `http://:${token}@localhost:${simulator.port}` });
  const look = async (token = TOKEN) => {
    const outages = watchOutages(() => new Date());
    await probeServices({ probes: at(token), outages, back: async () => undefined });
    return registries.map((name) => outages.seen()[name].standing);
  };
  t.deepEqual(await look(), ['working', 'working', 'working', 'working']);
  t.deepEqual(await look('otro'), ['failing', 'failing', 'failing', 'failing'], 'our token is refused');
  simulator.set('srcei', 'down');
  simulator.set('sii', 'slow');
  simulator.set('nie', 'reset');
  t.deepEqual(await look(), ['failing', 'failing', 'failing', 'working']);
});

test('[R3] a registry at an address without a listener, or with a different service, does not work', async (t) => {
  const other = await localHttp((_request, response) => void response.end('<h1>Estamos en mantención</h1>'));
  t.teardown(other.close);
  const urls = {
    CIVIL_REGISTRY_URL: 'http://:x@127.0.0.1:1/srcei',
    TAX_REGISTRY_URL: `http://:x@127.0.0.1:${other.port}/sii`,
  };
  const outages = watchOutages(() => new Date());
  const probes = registryProbes(readConfig({ CLAVE_POLICY: 'guia', ...urls }), {
    inProcess: registriesInProcess(),
  });
  t.deepEqual(Object.keys(probes), ['civil-registry', 'tax-registry'], 'the others live in this process');
  await probeServices({ probes, outages, back: async () => undefined });
  t.deepEqual(
    outages.now().map(({ registry }) => registry),
    ['civil-registry', 'tax-registry'],
  );
  t.true(other.asked.every(({ method, body }) => method === 'POST' && body === '{}'));
});

test('[R3] the SMS gateway is probed without a message, and its token is tried', async (t) => {
  let status = 405;
  const gateway = await localHttp((_request, response) => json(response, status, {}));
  t.teardown(gateway.close);
  const probe = smsProbe(`http://:un-token@127.0.0.1:${gateway.port}/messages`);
  for (const well of [200, 404, 405, 403]) {
    status = well;
    await t.notThrowsAsync(probe(), String(well));
  }
  for (const ill of [401, 500, 503]) {
    status = ill;
    await t.throwsAsync(probe(), undefined, String(ill));
  }
  t.true(gateway.asked.every(({ method, body }) => method === 'GET' && body === ''));
  t.is(gateway.asked[0]?.headers.authorization, 'Bearer un-token');
});

test('[R3] a single failure gets a second try, and a service that answered within the minute is not probed', async (t) => {
  const outages = watchOutages(() => new Date());
  let asked = 0;
  const probe = async (): Promise<void> => {
    asked += 1;
    if (asked === 1) throw new Error('a hiccup');
  };
  const needs = { probes: { sms: probe }, outages, back: async () => undefined };
  await probeServices(needs);
  t.is(outages.seen().sms.standing, 'working');
  outages.noteMessage('sms', true);
  await probeServices(needs);
  t.is(asked, 2);
});
