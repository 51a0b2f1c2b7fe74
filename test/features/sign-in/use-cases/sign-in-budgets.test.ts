import test from 'ava';
import { Secret } from '../../../../src/domain/key.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { rateLimits, work } from '../../../../src/domain/throttle.ts';
import type { Deps } from '../../../../src/ports/deps.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openCompany, panaderia } from '../../../helpers/companies.ts';
import { visitorFrom } from '../../../helpers/registration.ts';
import {
  addPeople,
  failFrom,
  openBudgets,
  outcome,
  rosaNow,
  rosaRun,
  rosasDevice,
  tried,
  unknownRun,
  WRONG,
  wrongAtOnce,
} from '../../../helpers/sign-ins.ts';
import { slowEngine } from '../../../helpers/slow-engine.ts';
import { logInJuridica } from '../../../helpers/whole-sign-in.ts';
import { solve } from '../../../helpers/work.ts';

const HERE = '198.51.100.7';
const MINUTE = 60_000;
const times = <T>(count: number, what: (place: number) => T): T[] => Array.from({ length: count }, (_, n) => what(n));

const signInAsCompany = (app: TestApp, representative: string): Promise<string> =>
  outcome(() =>
    logInJuridica(app.deps, {
      identifier: parseRut(panaderia.rut),
      representative: parseRun(representative),
      key: new Secret(panaderia.key),
      device: undefined,
      client: { clientId: 'ejemplo', name: 'Portal de Ejemplo' },
      visitor: visitorFrom(HERE),
    }),
  );

for (const policy of ['guia', 'segura'] as const) {
  test(`[A9, security 8, threat 26] ${policy}: thirty users with right keys behind one address sign in within a minute, also all at once`, async (t) => {
    const app = await openBudgets(t, policy, 'production');
    const people = await addPeople(app, 30);
    const once = await Promise.all(people.map((identifier) => tried(app, { identifier })));
    t.deepEqual(
      once,
      people.map(() => 'in'),
    );
    for (const identifier of people.slice(0, 23)) t.is(await tried(app, { identifier }), 'in');
  });

  test(`[A9, security 8] ${policy}: twenty-five wrong keys in an hour lock no user behind that address out`, async (t) => {
    const app = await openBudgets(t, policy);
    const people = await addPeople(app, 26);
    for (const identifier of people.slice(0, 25)) {
      t.regex(await tried(app, { identifier, typed: WRONG }), /wrong$/);
      app.advance(2 * MINUTE);
    }
    for (const identifier of people.slice(0, 25)) t.is(await tried(app, { identifier }), 'in');
  });

  test(`[O21] ${policy}: ten right sign-ins of one user in a minute succeed`, async (t) => {
    const app = await openBudgets(t, policy);
    for (const _ of times(10, Number)) t.is(await tried(app), 'in');
  });

  test(`[O21] ${policy}: eight right sign-ins of one user at the same moment succeed, also after four wrong keys`, async (t) => {
    const app = await openBudgets(t, policy, 'production');
    const allIn = async () => {
      const once = await Promise.all(times(8, () => tried(app)));
      t.deepEqual(
        once,
        times(8, () => 'in'),
      );
    };
    await allIn();
    for (const _ of times(4, Number)) t.regex(await tried(app, { typed: WRONG }), /wrong$/);
    await allIn();
  });

  test(`[O21] ${policy}: eight tabs of one user at two instances, on a known device and without, all sign in`, async (t) => {
    const app = await openBudgets(t, policy, 'production');
    const device = await rosasDevice(app);
    const both = [app, await app.beside()];
    const tab = (place: number) => tried(both[place % 2] ?? app, { device: place % 3 ? undefined : device });
    t.deepEqual(
      await Promise.all(times(8, tab)),
      times(8, () => 'in'),
    );
  });

  test(`[O21] ${policy}: the representatives of one company sign in from one office at the same moment, six times`, async (t) => {
    const app = await openBudgets(t, policy);
    await openCompany(app);
    const once = times(6, (place) => signInAsCompany(app, place % 2 ? '44.000.001-0' : '44.000.002-9'));
    t.deepEqual(
      await Promise.all(once),
      times(6, () => 'in'),
    );
  });
}

test('[A9, security 8] past twenty failures in a minute each further try pays with work, which doubles; the right key then opens', async (t) => {
  const app = await openBudgets(t);
  const people = await addPeople(app, 30);
  await failFrom(
    app,
    times(20, () => HERE),
    people,
  );
  const asking = { browser: 'navegador', work: undefined };
  const place = { form: 'log-in', browser: asking.browser, network: HERE };
  const paid = (bits: number) => ({
    ...asking,
    work: solve({ challenge: app.deps.proofOfWork.challenge(place, bits), bits }),
  });
  t.is(await tried(app, { asking }), 'work-needed');
  t.is(await tried(app), 'too-many-tries', 'a form that cannot ask for work waits');
  t.is(await tried(app, { asking, network: '203.0.113.9' }), 'in', 'other networks pay nothing');
  t.is(await tried(app, { asking: paid(work.firstBits - work.lagBits - 1) }), 'work-needed', 'too little work');
  const solved = paid(work.firstBits);
  t.is(await tried(app, { asking: solved }), 'in');
  t.is(await tried(app, { asking: solved }), 'work-needed', 'each proof of work is valid once');
  const { workDueAtLogin } = await import('../../../../src/account/work-due.ts');
  const bits = async () => (await workDueAtLogin(app.deps, HERE))?.bits;
  t.is(await bits(), work.firstBits, 'a right key adds no cost');
  for (const more of [1, 2, 3]) {
    t.is(
      await tried(app, { typed: WRONG, identifier: people[more] ?? rosaRun, asking: paid(work.firstBits + 2) }),
      'key-wrong',
    );
    t.is(await bits(), work.firstBits + more);
  }
  for (const _ of times(30, Number)) await app.deps.throttles.consume(rateLimits.loginFailures, HERE);
  t.is(await bits(), work.mostBits);
  app.advance(61_000);
  t.is(await bits(), undefined);
  t.is(await tried(app, { asking }), 'in', 'it ends by itself');
});

test('[A9, security 8, threat 21] past a hundred failures in an hour a network is refused before the hash, and its known devices are not', async (t) => {
  const app = await openBudgets(t);
  const people = await addPeople(app, 60);
  const device = await rosasDevice(app);
  for (let round = 0; round < 5; round += 1) {
    await failFrom(
      app,
      times(20, () => HERE),
      people.slice(round * 10, round * 10 + 10),
    );
    app.advance(61_000);
  }
  let hashes = 0;
  const matches: typeof app.deps.hasher.matches = (...asked) => {
    hashes += 1;
    return app.deps.hasher.matches(...asked);
  };
  const counting = { deps: { ...app.deps, hasher: { ...app.deps.hasher, matches } } };
  t.is(await tried(counting, { identifier: people[59] ?? rosaRun }), 'too-many-tries');
  t.is(hashes, 0);
  t.is(await tried(counting, { device }), 'in');
  t.is(await tried(app, { network: '203.0.113.9' }), 'in', 'another network');
  app.advance(61 * MINUTE);
  t.is(await tried(app, { identifier: people[59] ?? rosaRun }), 'in', 'it ends by itself');
});

test('[A9] past thirty unknown identifiers in an hour a network is refused before the hash, and its known devices are not', async (t) => {
  const app = await openBudgets(t);
  const device = await rosasDevice(app);
  for (const _ of times(30, Number)) await app.deps.throttles.consume(rateLimits.scanByNetwork, HERE);
  t.is(await tried(app), 'too-many-tries');
  t.is(await tried(app, { device }), 'in');
});

test('[A8, security 8] what is spread over the networks of one /24 or /48 is counted there: past its bound each try pays', async (t) => {
  const app = await openBudgets(t);
  const people = await addPeople(app, 80);
  const asking = { browser: 'navegador', work: undefined };
  await failFrom(
    app,
    times(80, (place) => `2001:db8:7:${place.toString(16)}00::/64`),
    people,
  );
  t.is(await tried(app, { asking, network: '2001:db8:7:ffff::/64' }), 'work-needed');
  t.is(await tried(app, { asking, network: '2001:db8:8:ffff::/64' }), 'in');
  app.advance(16 * MINUTE);
  await failFrom(
    app,
    times(80, (place) => `203.0.113.${place}`),
    people,
  );
  t.is(await tried(app, { asking, network: '203.0.113.200' }), 'work-needed');
  t.is(await tried(app, { asking, network: '203.0.114.200' }), 'in');
});

test("[A8, threat 26] while 110 networks of one /48 fill the queue the owner's known device signs in", async (t) => {
  const { engine, slow } = await slowEngine();
  const app = await openBudgets(t, 'guia', undefined, engine);
  const people = await addPeople(app, 110);
  const device = await rosasDevice(app);
  await slow(app.deps, 60);
  const flood = people.map((identifier, place) =>
    tried(app, { identifier, typed: WRONG, network: `2001:db8:7:${place.toString(16)}::/64` }),
  );
  const busy = Promise.any(flood.map(async (one) => ((await one) === 'busy' ? true : Promise.reject(new Error('no')))));
  t.true(await busy, 'the lane of strangers is full');
  t.is(await tried(app, { device, network: '2001:db8:7:ffff::/64' }), 'in');
  const said = await Promise.all(flood);
  t.true(said.includes('busy'));
  t.true(said.includes('key-wrong'));
});

test('[A8] a full queue is no try: nothing of it is counted', async (t) => {
  const app = await openBudgets(t);
  const { Unavailable } = await import('../../../../src/ports/unavailable.ts');
  const matches = () => Promise.reject(new Unavailable('hasher', { retryAfter: 5 }));
  const full = { deps: { ...app.deps, hasher: { ...app.deps.hasher, matches } } };
  for (const _ of times(101, Number)) t.is(await tried(full), 'busy');
  for (const _ of times(5, Number)) t.is(await tried(wrongAtOnce(app), { typed: WRONG }), 'key-wrong');
  t.is(await tried(app, { network: '203.0.113.9' }), 'account-paused');
});

test("[A9, threat 26] the owner's known device signs in while a stranger has spent every budget of the sign-in", async (t) => {
  const app = await openBudgets(t);
  const device = await rosasDevice(app);
  const { throttles } = app.deps;
  const { around } = await import('../../../../src/account/network-room.ts');
  const byNetwork = [
    rateLimits.loginFailures,
    rateLimits.loginFailuresHourly,
    rateLimits.scanByNetwork,
    rateLimits.unknownByNetwork,
  ];
  for (const rateLimit of [...byNetwork, rateLimits.requestsByNetwork])
    for (const { rateLimit: one, by } of around(rateLimit, HERE, 'hard'))
      for (let taken = 0; taken <= one.limit; taken += 25)
        await Promise.all(times(25, () => throttles.consume(one, ...by)));
  for (const _ of times(6, Number)) await throttles.consume(rateLimits.loginByIdentifierAndNetwork, rosaRun, HERE);
  for (const _ of times(120, Number)) {
    await throttles.consumeKeyTry(`natural:${rosaRun}`);
    app.advance(16 * MINUTE);
    if (_ === 118) break;
  }
  for (const _ of times(6, Number)) await throttles.consume(rateLimits.loginByIdentifierAndNetwork, rosaRun, HERE);
  for (const _ of times(101, Number)) await throttles.consume(rateLimits.loginFailuresHourly, HERE);
  t.is(await tried(app), 'too-many-tries', 'a stranger is out');
  t.is(await tried(app, { device }), 'in');
});

test('[A5, threat 22] a notice of a new device is suppressed by the own record alone, and a known device is recorded', async (t) => {
  const app = await openBudgets(t);
  const account = await rosaNow(app);
  const own = app.deps.devices.remember(undefined, account);
  const other = app.deps.devices.remember(undefined, { ...account, id: '00000000-0000-4000-8000-000000000000' });
  const notices = async () => (await app.mailbox()).filter(({ subject }) => /equipo nuevo/.test(subject)).length;
  for (const device of [other, `${own}.1`, `${own}=`, undefined]) t.is(await tried(app, { device }), 'in');
  t.is(await notices(), 4);
  t.is((await rosaNow(app)).knownLoginAt, undefined);
  t.is(await tried(app, { device: `${other}~${own}` }), 'in');
  t.is(await notices(), 4);
  const { knownLoginAt } = await rosaNow(app);
  t.true(knownLoginAt !== undefined && Math.abs(knownLoginAt.getTime() - app.deps.now().getTime()) < MINUTE);
});

test('[A5] sixty variants of a device cookie get no more tries than a stranger', async (t) => {
  const app = await openBudgets(t);
  const own = await rosasDevice(app);
  const strangers = wrongAtOnce(app);
  const said = [];
  for (const place of times(60, Number))
    said.push(await tried(strangers, { typed: WRONG, device: `${own}.${place}`, network: `203.0.113.${place}` }));
  t.is(said.filter((one) => one === 'key-wrong').length, 5);
  t.is(said.filter((one) => one === 'account-paused').length, 55);
});

test('[A5] a known device gets its right tries back, and has twenty wrong ones a day', async (t) => {
  const app = await openBudgets(t);
  const device = await rosasDevice(app);
  for (const _ of times(25, Number)) t.is(await tried(app, { device }), 'in');
  const strangers = wrongAtOnce(app);
  for (const _ of times(20, Number)) t.is(await tried(strangers, { device, typed: WRONG }), 'key-wrong');
  for (const _ of times(5, Number)) await tried(strangers, { typed: WRONG, network: '203.0.113.9' });
  t.is(await tried(app, { device }), 'account-paused', 'it is a stranger for the rest of the day');
});

test('[A5] the bound of a hundred wrong keys in a row applies to known devices too', async (t) => {
  const app = await openBudgets(t);
  const devices = await Promise.all(times(2, () => rosasDevice(app)));
  const strangers = wrongAtOnce(app);
  for (const _ of times(5, Number)) await app.deps.throttles.consumeKeyTry(`natural:${rosaRun}`);
  for (const place of times(100, Number)) {
    t.is(await tried(strangers, { device: devices[place % 2], typed: WRONG }), 'key-wrong', String(place));
    if (place % 40 === 39) app.advance(24 * 60 * MINUTE);
    await app.deps.throttles.consumeKeyTry(`natural:${rosaRun}`);
  }
  app.advance(24 * 60 * MINUTE);
  const asking = { browser: 'navegador', work: undefined };
  for (const place of times(100, Number)) {
    await app.deps.throttles.consumeKeyTry(`natural:${rosaRun}`);
    app.advance((16 + (place % 2)) * MINUTE);
  }
  t.is(await tried(app, { device: devices[0], asking }), 'contact-code-needed');
});

test('[A9] an unknown identifier past its budget gets the answer of segura, as before', async (t) => {
  const app = await openBudgets(t);
  for (const _ of times(10, Number)) await app.deps.throttles.consume(rateLimits.unknownByNetwork, HERE);
  t.is(await tried(app, { identifier: unknownRun }), 'credentials-wrong');
  t.is(await tried(app, { typed: WRONG }), 'credentials-wrong');
});

test('[threat 751, security 8] a key that was judged wrong stays counted, whatever is not available after it', async (t) => {
  const app = await openBudgets(t);
  const { hasher, legacyKeys, throttles } = app.deps;
  const busy = () => Promise.reject(new Unavailable('hasher'));
  const used = async () => (await throttles.peek(rateLimits.loginFailuresHourly, HERE)).used - 1;
  const told = async (typed: string, deps: Partial<Deps>): Promise<readonly [string, number]> => {
    const before = await used();
    return [await tried({ deps: { ...app.deps, ...deps } }, { typed }), (await used()) - before];
  };
  t.deepEqual(await told(WRONG, { hasher: { ...hasher, matches: busy } }), ['busy', 0], 'none was judged');

  // Keys of the old system are hashed too, once the key of today is known to be wrong.
  t.deepEqual(await told(WRONG, { legacyKeys: { ...legacyKeys, recognises: busy } }), ['busy', 1]);
  let hashes = 0;
  const once: typeof hasher.matches = (...asked) => (hashes++ === 0 ? hasher.matches(...asked) : busy());
  t.deepEqual(await told('otro ñandú 123', { hasher: { ...hasher, matches: once } }), ['busy', 1], 'of two forms');

  const giveBack: typeof throttles.giveBack = async (back) => {
    await throttles.giveBack(back);
    return busy();
  };
  const own = await told('Lautaro-77', { throttles: { ...throttles, giveBack } });
  t.deepEqual(own, ['busy', 0], 'a right one whose refund got no answer is given back once');
});
