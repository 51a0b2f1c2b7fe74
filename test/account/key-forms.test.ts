import test from 'ava';
import { Secret } from '../../src/domain/key.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import type { TestApp } from '../helpers/app.ts';
import { accountNow, camila, openAppFor, outcomeOf, registerCamila } from '../helpers/recovery.ts';

const composed = 'Un ñandú en la plaza 77'.normalize('NFC');
const decomposed = composed.normalize('NFD');

/** Gives Camila a key as it was hashed before: from exactly this text. */
async function hashAsBefore({ deps }: TestApp, key: string): Promise<void> {
  const account = await deps.accounts.findByIdentifier('natural', camila.run);
  const id = account?.id ?? '';
  const keyHash = await deps.hasher.hash(new Secret(key), { purpose: 'key', id });
  await deps.accounts.change(id, (latest) => ({ ...latest, keyHash }));
}

async function isHashOf({ deps }: TestApp, key: string): Promise<boolean> {
  const account = await deps.accounts.findByIdentifier('natural', camila.run);
  return deps.hasher.matches(account?.keyHash, new Secret(key), { purpose: 'key', id: account?.id ?? '' });
}

/** How many hashes a sign-in takes. */
async function hashesOf({ deps }: TestApp, act: () => Promise<unknown>): Promise<number> {
  const { hasher } = deps;
  let hashes = 0;
  const hash: typeof hasher.hash = (...asked) => {
    hashes += 1;
    return hasher.hash(...asked);
  };
  const matches: typeof hasher.matches = (...asked) => {
    hashes += 1;
    return hasher.matches(...asked);
  };
  Object.assign(deps, { hasher: { ...hasher, hash, matches } });
  await act().finally(() => Object.assign(deps, { hasher }));
  return hashes;
}

for (const typed of [composed, decomposed])
  test(`[B6] a key hashed ${typed === composed ? 'decomposed' : 'composed'} opens, and is hashed composed from then on`, async (t) => {
    const app = await openAppFor(t, { policy: 'segura' });
    await registerCamila(app);
    await hashAsBefore(app, typed === composed ? decomposed : composed);
    t.is(await outcomeOf(app, typed), 'in');
    t.true(await isHashOf(app, composed));
    t.is(await outcomeOf(app, composed), 'in');
    t.is(await outcomeOf(app, decomposed), 'in');
    t.is(await outcomeOf(app, 'Un nandu en la plaza 77'), 'credentials-wrong', 'an accent is part of the key');
  });

test('[B6] a right key takes one hash in either form, and a wrong one a second hash only where it has a second form', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  await registerCamila(app);
  // From a known device, which is asked for no code: a code has hashes of its own.
  const right = async (typed: string): Promise<number> => {
    const device = app.deps.devices.remember(undefined, await accountNow(app));
    return hashesOf(app, async () => t.is(await outcomeOf(app, typed, { device }), 'in'));
  };
  t.is(await right(camila.key), 1);
  t.is(await hashesOf(app, () => outcomeOf(app, `${camila.key}8`)), 1);
  await hashAsBefore(app, composed);
  for (const typed of [composed, decomposed]) t.is(await right(typed), 1);
  t.is(await hashesOf(app, () => outcomeOf(app, `${composed}8`)), 2);
  t.is(await hashesOf(app, () => outcomeOf(app, `${composed}8`, { identifier: '44000113-0' as never })), 2);
});

test('[B6] a secret answer is the same in either form', (t) => {
  for (const answer of ['Ñandú', '  CAFÉ  con   leche ', 'Güero'])
    t.is(parseAnswer(answer.normalize('NFC')), parseAnswer(answer.normalize('NFD')));
});
