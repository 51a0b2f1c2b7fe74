import test from 'ava';
import { assertNotRegistered } from '../../src/account/registered-already.ts';
import { refusalOf } from '../../src/domain/refusal.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { beginRecovery } from '../../src/features/recovery/use-cases/begin-recovery.ts';
import { openTestApp, type TestApp } from '../helpers/app.ts';
import { visitorFrom } from '../helpers/registration.ts';

let app: TestApp;

test.before(async () => {
  app = await openTestApp();
});
test.after.always(() => app?.stop());

/** How many of these networks get the answer, one after the other. */
async function answered(networks: readonly string[], ask: (network: string) => Promise<void>): Promise<number> {
  let all = 0;
  for (const network of networks) if (await refusalOf(() => ask(network))) all += 1;
  return all;
}

const sixties = (of: string) => Array.from({ length: 120 }, (_, place) => `${of}:${(place << 8).toString(16)}::/64`);
const addresses = (of: string) => Array.from({ length: 120 }, (_, place) => `${of}.${place}`);

const whose = { profile: 'natural', identifier: parseRun('44.000.001-0') } as const;
const isRegistered = (network: string) => assertNotRegistered(app.deps, whose, visitorFrom(network));

test('[P4] neighbouring networks learn a hundred times an hour that a number has an account, and then no more', async (t) => {
  for (const networks of [sixties('2001:db8:7'), addresses('198.51.100')]) {
    t.is(await answered(networks, isRegistered), 100, networks[0]);
  }
  t.is(await answered(addresses('203.0.113').slice(0, 1), isRegistered), 1, 'networks elsewhere still get it');
});

test('[P4] numbers without an account spend nothing of that budget', async (t) => {
  const free = { profile: 'natural', identifier: parseRun('44.000.003-7') } as const;
  const ask = (network: string) => assertNotRegistered(app.deps, free, visitorFrom(network));
  t.is(await answered(sixties('2001:db8:8'), ask), 0);
  t.is(await answered(sixties('2001:db8:8').slice(0, 1), isRegistered), 1);
});

test('[P4] a recovery reveals as often, and no more, that a number has no account', async (t) => {
  const asked = {
    profile: 'natural',
    identifier: parseRun('44.000.105-K'),
    browser: 'navegador',
    device: undefined,
    mailOnly: false,
  } as const;
  const codes: string[] = [];
  for (const network of sixties('2001:db8:9')) {
    const refused = await refusalOf(() => beginRecovery(app.deps, asked, visitorFrom(network)));
    if (refused?.code === 'person-unknown') codes.push(network);
  }
  t.is(codes.length, 100);
});
