import { type Simulator, startSimulator } from './app.ts';

const { SIMULATOR_PORT = '3002', SIMULATOR_TOKEN: token = 'simulador' } = process.env;

// A server that started it, and ended before this line ran or ends at any time later, takes it along.
if (process.connected === false) process.exit(0);
process.once('disconnect', () => process.exit(0));

/** A server that started it takes whatever port is free, and is told which; a person is told what is wrong. */
async function start(): Promise<Simulator> {
  const port = Number(SIMULATOR_PORT);
  return startSimulator({ port, token }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (process.send) return startSimulator({ port: 0, token });
    console.error(`El puerto ${port} está en uso por otro programa: elija otro con SIMULATOR_PORT.`);
    process.exit(1);
  });
}

const simulator = await start();
const { port } = simulator;
console.log(`Registros simulados: http://localhost:${port}`);
if (process.send) process.send({ port });
else
  for (const [setting, path] of [
    ['CIVIL', 'srcei'],
    ['TAX', 'sii'],
    ['NIE', 'nie'],
    ['OTEC', 'otec'],
  ])
    console.log(`${setting}_REGISTRY_URL=http://:${encodeURIComponent(token)}@localhost:${port}/${path}`);

const leave = () => void simulator.close().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
