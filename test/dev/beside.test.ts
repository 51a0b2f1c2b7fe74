import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';
import { portHolder } from '../../src/adapters/port-holder.ts';
import { programOf } from '../../src/locales/es-CL/operator/start.ts';
import { freshDatabase } from '../helpers/database.ts';
import { freePort, SECRETS_KEY, urlOf } from '../helpers/server-process.ts';
import { withinMs } from '../helpers/within-ms.ts';

const program = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** A program and all of its output on both streams; it is killed with the test. */
function run(t: ExecutionContext, file: string, env: Readonly<Record<string, string>>) {
  const words = file === 'npm start' ? (['npm', ['start']] as const) : ([process.execPath, [program(file)]] as const);
  const child = spawn(...words, { cwd: program(''), env: { PATH: process.env.PATH, ...env }, detached: true });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => (said.text += part));
  t.teardown(() => child.exitCode === null && child.signalCode === null && process.kill(-Number(child.pid), 'SIGKILL'));
  return { child, said };
}

/** The whole server of development on a database of its own; `ports` in the order server, example, simulator. */
async function start(
  t: ExecutionContext,
  [port, example, simulator]: readonly [number, number, number],
  file = 'src/main.ts',
) {
  const { connection, drop } = await freshDatabase();
  t.teardown(drop);
  return run(t, file, {
    DATABASE_URL: urlOf(connection),
    SECRETS_KEY,
    PORT: String(port),
    EXAMPLE_PORT: String(example),
    SIMULATOR_PORT: String(simulator),
  });
}

const freePorts = async () => [await freePort(), await freePort(), await freePort()] as const;

/** Another listener on a port of this machine, in the process of the test. */
async function occupy(t: ExecutionContext): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => void server.close());
  return (server.address() as { port: number }).port;
}

function listens(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true)).on('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}

/** Whether the condition becomes true within thirty seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + withinMs(30_000); Date.now() < end; await sleep(50)) if (await holds()) return true;
  return false;
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
const me = `node( \\S+)? \\(proceso ${process.pid}\\)`;

test.serial('[R5] the owner of a port is reported by name and process, without its command line', async (t) => {
  const port = await occupy(t);
  t.regex(programOf(portHolder(port)), new RegExp(`^${me}$`));
  t.is(portHolder(port)?.pid, String(process.pid));
  const free = await freePort();
  t.is(portHolder(free), undefined);
  t.is(programOf(portHolder(free)), 'otro programa');
});

test.serial('[R5] example client and simulator end with the server, also when that is killed', async (t) => {
  const ports = await freePorts();
  const { child, said } = await start(t, ports);
  t.true(await until(() => ended(child) || said.text.includes('Política ')), said.text);
  t.deepEqual(await Promise.all(ports.map(listens)), [true, true, true]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.true(await until(async () => !(await Promise.all(ports.map(listens))).includes(true)), 'all three ports are free');
});

test.serial('[R5] Ctrl-C ends all three in order, also in the middle of the start', async (t) => {
  const ports = await freePorts();
  const { child, said } = await start(t, ports);
  t.true(await until(() => listens(ports[0])), said.text);
  process.kill(-Number(child.pid), 'SIGINT');
  t.true(await until(() => ended(child)), said.text);
  t.true(await until(async () => !(await Promise.all(ports.map(listens))).includes(true)));
  t.notRegex(said.text, /^ +at /m, 'no stack');
});

test.serial('[R5] a port in use ends the start with one sentence: port, process and what to do', async (t) => {
  const [, example, simulator] = await freePorts();
  const port = await occupy(t);
  const { child, said } = await start(t, [port, example, simulator]);
  t.true(await until(() => ended(child)), said.text);
  t.is(child.exitCode, 1);
  const sentence = `PORT: ${me} ocupa el puerto ${port} en 127.0.0.1; termine ese programa, o use otro puerto \\(PORT=\\d+\\)`;
  t.regex(said.text, new RegExp(`^La configuración tiene 1 error:\n {2}- ${sentence}\n$`));
  t.false(await listens(simulator), 'the simulator did not stay');
});

test.serial(
  '[R5] the banner offers no example that does not run, says why, and gives the simulator another port',
  async (t) => {
    const [port] = await freePorts();
    const [example, simulator] = [await occupy(t), await occupy(t)];
    const { child, said } = await start(t, [port, example, simulator]);
    t.true(await until(() => ended(child) || said.text.includes('Política ')), said.text);
    t.regex(
      said.text,
      new RegExp(`Despega MIPE +no disponible: ${me} ocupa el puerto ${example}; use otro \\(EXAMPLE_PORT\\)\n`),
    );
    const [, other = ''] = /Registros +http:\/\/localhost:(\d+)/.exec(said.text) ?? [];
    t.not(Number(other), simulator);
    t.true(await listens(Number(other)));
    t.notRegex(said.text, /EADDRINUSE|^ +at /m);
  },
);

test.serial(
  '[R6] npm start prints at most nine lines before the banner; the very first start prints one more',
  async (t) => {
    const { child, said } = await start(t, await freePorts(), 'npm start');
    t.true(await until(() => ended(child) || said.text.includes('Política ')), said.text);
    const [before = ''] = said.text.split('  Clave Sence ');
    t.true(before.includes('> clave-sence@'), 'npm is heard too');
    t.true(before.split('\n').length - 1 <= 9, before);
  },
);

for (const [file, setting] of [
  ['examples/relying-party/main.ts', 'EXAMPLE_PORT'],
  ['simulator/main.ts', 'SIMULATOR_PORT'],
] as const)
  test.serial(`[R5] ${file} started alone reports in one sentence that its port is in use`, async (t) => {
    const port = await occupy(t);
    const { child, said } = run(t, file, { [setting]: String(port), DESPEGA_MIPE_SECRET: SECRETS_KEY });
    // What it said may be read after its end.
    t.true(await until(() => ended(child) && said.text.endsWith('\n')), said.text);
    t.is(child.exitCode, 1);
    t.is(said.text, `El puerto ${port} está en uso por otro programa: elija otro con ${setting}.\n`);
  });
