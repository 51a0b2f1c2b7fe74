import { startRelyingParty } from './app.ts';

const { ISSUER = 'http://localhost:3000', EXAMPLE_PORT = '3001', DESPEGA_MIPE_SECRET: secret } = process.env;

if (!secret) {
  console.error('Falta DESPEGA_MIPE_SECRET: el secreto con que Despega MIPE se presenta ante Clave Sence.');
  process.exit(1);
}

const site = await startRelyingParty({ issuer: ISSUER, port: Number(EXAMPLE_PORT), secret });
console.log(`Despega MIPE (simulada) está en http://localhost:${site.port}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => site.close());
