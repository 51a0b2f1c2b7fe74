// Tells what it can reach: the database's address, files, the network, other programs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const of = (reach: () => unknown): string => {
  try {
    return String(reach());
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'refused';
  }
};
const port = Number(readFileSync(0, 'utf8'));
const reached = await new Promise((resolve) =>
  connect(port, '127.0.0.1')
    .on('connect', () => resolve('connected'))
    .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code)),
);
const told = {
  env: Object.keys(process.env).toSorted(),
  user: process.getuid?.(),
  settings: of(() => readFileSync('/proc/self/environ', 'utf8')),
  passwords: of(() => readFileSync('/etc/passwd', 'utf8')),
  program: of(() => spawnSync('true').error ?? 'started'),
  reached,
};
process.stdout.write(JSON.stringify(told));
process.exit();
