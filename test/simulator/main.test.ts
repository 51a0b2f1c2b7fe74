import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { startSimulator } from '../../simulator/app.ts';
import { readConfig } from '../../src/config/config.ts';
import { startSimulator as startBeside } from '../../src/dev/development.ts';
import { overHttp, questions } from '../adapters/registries/ports.ts';

const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));

test('beside an app it uses another port where its own is in use, accepts its token, and stops on request', async (t) => {
  const other = await startSimulator({ port: 0, token: 'x' });
  t.teardown(other.close);
  const beside = await startBeside(readConfig({ SIMULATOR_PORT: String(other.port) }));
  const { port, password } = new URL(beside?.address ?? '');
  t.not(Number(port), other.port);
  const registries = overHttp(Number(port), decodeURIComponent(password));
  for (const [, ask] of Object.values(questions)) t.truthy(await ask(registries));
  t.true((await (await fetch(beside?.page ?? '')).text()).includes('Registros simulados'));
  beside?.stop();
  while (await fetch(beside?.page ?? '').catch(() => undefined));
  t.pass();
});

test('it is not started where every registry has an address, nor in production', async (t) => {
  const urls = Object.fromEntries(
    ['CIVIL', 'TAX', 'NIE', 'OTEC'].map((name) => [`${name}_REGISTRY_URL`, 'https://:token@registro.example']),
  );
  t.is(await startBeside(readConfig(urls)), undefined);
  t.is(await startBeside({ ...readConfig({}), production: true, fictional: false }), undefined);
});

test('alone it prints its address and the settings, and a port in use is an error', async (t) => {
  const other = await startSimulator({ port: 0, token: 'x' });
  t.teardown(other.close);
  const start = (port: number) =>
    spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH, SIMULATOR_PORT: String(port), SIMULATOR_TOKEN: 'a b' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const [code] = await once(start(other.port), 'exit');
  t.is(code, 1);
  const own = start(0);
  let output = '';
  for await (const chunk of own.stdout.setEncoding('utf8')) {
    output += chunk;
    if (output.includes('OTEC_REGISTRY_URL')) break;
  }
  t.regex(
    output,
    /Registros simulados: http:\/\/localhost:\d+\nCIVIL_REGISTRY_URL=http:\/\/:a%20b@localhost:\d+\/srcei/,
  );
  own.kill();
  await once(own, 'exit');
});
