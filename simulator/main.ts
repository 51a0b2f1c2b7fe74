import { type Simulator, startSimulator } from './app.ts';

const { SIMULATOR_PORT = '3002', SIMULATOR_TOKEN: token = 'simulador' } = process.env;

/** A house in development that started it takes whatever port is free, and is told which; a person is told what is wrong. */
async function start(): Promise<Simulator> {
  const port = Number(SIMULATOR_PORT);
  return startSimulator({ port, token }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || !process.send) throw error;
    return startSimulator({ port: 0, token });
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
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, leave);
