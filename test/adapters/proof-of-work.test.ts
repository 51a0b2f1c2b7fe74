import test from 'ava';
import { proofOfWork } from '../../src/adapters/proof-of-work.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { openTestApp } from '../helpers/app.ts';
import { solve } from '../helpers/work.ts';

const place = { form: 'log-in', browser: 'navegador', network: '198.51.100.7' };
const bits = 10;
const solved = (challenge: string) => solve({ challenge, bits });

async function open(t: { teardown(fn: () => Promise<void>): void }) {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  return { app, work: app.deps.proofOfWork };
}

test('[A9] a proof of work is valid once, also when it is used at the same moment at two instances', async (t) => {
  const { app, work } = await open(t);
  const other = (await app.beside()).deps.proofOfWork;
  const solution = solved(work.challenge(place, bits));
  const said = await Promise.all([work, other, work, other].map((one) => one.accept(place, solution, bits)));
  t.is(said.filter(Boolean).length, 1);
});

test('[A9] a proof of work is bound to its browser, form and network', async (t) => {
  const { work } = await open(t);
  const solution = solved(work.challenge(place, bits));
  for (const elsewhere of [{ browser: 'otro' }, { form: 'recover-key' }, { network: '198.51.100.8' }])
    t.false(await work.accept({ ...place, ...elsewhere }, solution, bits), JSON.stringify(elsewhere));
  t.true(await work.accept(place, solution, bits), 'a refused use spends nothing');
});

test('[A9] a proof of work that is missing, too easy, expired or forged is refused', async (t) => {
  const { app, work } = await open(t);
  const challenge = work.challenge(place, bits);
  const solution = solved(challenge);
  for (const wrong of [undefined, '', challenge, `${challenge}.`, `${challenge}.x`, `${solution}.1`, ` ${solution}`])
    t.false(await work.accept(place, wrong, bits), String(wrong));
  const lazy = Array.from({ length: 50 }, (_, counter) => `${challenge}.${counter}`).find((one) => one !== solution);
  t.false(await work.accept(place, lazy, bits), 'no zero bits');
  t.false(await work.accept(place, solution.replace(/^10\./, '09.'), bits), 'other bits than were asked');
  t.false(await work.accept(place, solution, bits + 4), 'too easy by now');
  const stranger = proofOfWork(
    deriveSecrets(['another secret that only this test knows']),
    app.deps.throttles,
    app.deps.now,
  );
  t.false(await work.accept(place, solved(stranger.challenge(place, bits)), bits));
  t.true(await work.accept(place, solution, bits + 3), 'what others spoiled meanwhile is forgiven');
  const late = solved(work.challenge(place, bits));
  app.advance(6 * 60_000);
  t.false(await work.accept(place, late, bits));
});
