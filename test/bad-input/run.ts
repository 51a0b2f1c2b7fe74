/** `npm run bad-input`: requests that no client should send, and a mail server that does not answer. */
import type { PolicyName } from '../../src/domain/policy.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import type { Checks } from '../helpers/proof/checks.ts';
import { type Ground, runChecks } from '../helpers/proof/ground.ts';
import { chanceFrom } from './chance.ts';
import { flood } from './flood.ts';
import { openScene } from './scene.ts';
import { clientIds } from './sign-in-forms.ts';
import { silentMail } from './silent-mail.ts';

/** Wrong forms under each policy; wrong requests of other kinds come on top. */
const counts = { long: { guia: 10_000, segura: 2500 }, short: { guia: 240, segura: 120 } } as const;
const MINUTES = 15;

const clients = [
  clientFileFor(clientIds.own),
  clientFileFor(clientIds.outside, { first_party: false, sector: 'ajena' }),
  clientFileFor(clientIds.strict, { minimum_identity: 'documento' }),
];

await runChecks(
  clients,
  async (checks, ground) => {
    const seed = seedOf(process.argv);
    // First, while only the seeded people have an account.
    await silentMail(checks, ground, ground.short ? 10 : 62);
    for (const policy of ['guia', 'segura'] as const) await floodUnder(checks, ground, policy, seed);
  },
  MINUTES,
);

async function floodUnder(checks: Checks, ground: Ground, policy: PolicyName, seed: number): Promise<void> {
  const count = counts[ground.short ? 'short' : 'long'][policy];
  checks.chapter(`${count} wrong forms under ${policy}, seed ${seed} (repeat with --seed=${seed})`);
  const scene = await openScene(ground, policy);
  try {
    await flood(checks, scene, chanceFrom(seed), count);
  } finally {
    await scene.close();
  }
}

/** The seed of an earlier run (`--seed=7`), or a new one. */
function seedOf(words: readonly string[]): number {
  const given = words.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
  return Number(given) || Math.floor(Math.random() * 2 ** 31) + 1;
}
