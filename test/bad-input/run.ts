/** `npm run bad-input`: what nobody should send, and a mail server that does not answer. */
import { clientFileFor } from '../helpers/platform.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { flood } from './flood.ts';
import { silentMail } from './silent-mail.ts';

await runChecks([clientFileFor('torpe')], async (checks, ground) => {
  const server = await ground.start();
  await flood(checks, server, ground.short ? 300 : 1000, seedOf(process.argv));
  await server.stop();
  await silentMail(checks, ground, ground.short ? 10 : 62);
});

/** The seed of an earlier run (`--seed=7`), or a new one. */
function seedOf(words: readonly string[]): number {
  const given = words.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  return Number(given) || Math.floor(Math.random() * 2 ** 31) + 1;
}
