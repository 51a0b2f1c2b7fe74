import { startRelyingParty } from './app.ts';

const { ISSUER = 'http://localhost:3000', EXAMPLE_PORT = '3001', DESPEGA_MIPE_SECRET: secret } = process.env;

// A parent process that started it with an IPC channel ends it too, also when that parent is killed.
if (process.connected === false) process.exit(0);
process.once('disconnect', () => process.exit(0));

if (!secret) {
  console.error('Falta DESPEGA_MIPE_SECRET: el secreto con que Despega MIPE se presenta ante Clave Sence.');
  process.exit(1);
}

const site = await startRelyingParty({ issuer: ISSUER, port: Number(EXAMPLE_PORT), secret }).catch(
  (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (process.send) process.send({ taken: true });
    else console.error(`El puerto ${EXAMPLE_PORT} está en uso por otro programa: elija otro con EXAMPLE_PORT.`);
    process.exitCode = 1;
  },
);

if (site) {
  console.log(`Despega MIPE (simulada) está en http://localhost:${site.port}`);
  process.send?.({ port: site.port });
  const leave = () => void site.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave);
}
