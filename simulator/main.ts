import { type Simulator, startSimulator } from './app.ts';

const { SIMULATOR_PORT = '3002', SIMULATOR_TOKEN: token = 'simulador' } = process.env;

// It ends with the server that started it, also where that server ended before this line ran.
if (process.connected === false) process.exit(0);
process.once('disconnect', () => process.exit(0));

/** Where the port is taken: started by a server, it takes any free one and sends its number; else it reports and exits. */
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
