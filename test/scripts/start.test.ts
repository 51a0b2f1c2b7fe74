import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import test from 'ava';
import { read } from '../helpers/named-proofs.ts';
import { targetNamed } from '../image/dockerfile.ts';

const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
const commands = {
  'npm start': scripts.start?.split(' && ').at(-1) ?? '',
  'the image': targetNamed('production').command[2] ?? '',
};

for (const [name, command] of Object.entries(commands))
  test(`[S3] ${name} gives Node four threads more than there are cores, before its start`, (t) => {
    const asks = command.replace(/node src\/main\.ts$/, 'node -p process.env.UV_THREADPOOL_SIZE');
    t.not(asks, command);
    const { UV_THREADPOOL_SIZE: _, ...env } = process.env;
    const threads = (more: NodeJS.ProcessEnv = {}) =>
      Number(execFileSync('sh', ['-c', asks], { env: { ...env, ...more }, encoding: 'utf8' }));
    t.is(threads(), cpus().length + 4);
    t.is(threads({ UV_THREADPOOL_SIZE: '9' }), 9, 'an operator may say another number');
  });
