import test from 'ava';
import {
  type Algorithm,
  after,
  changesAt,
  JWKS_SECONDS,
  type KeyNow,
  keysAt,
  PUBLISH_AHEAD_MS,
  type RingKey,
  serves,
  TURN_AGE_MS,
  VERIFY_FOR_MS,
} from '../../src/domain/keyring.ts';

const HOUR = 3_600_000;
const day = new Date('2026-11-22T12:00:00Z');
const at = (hours: number): Date => after(day, hours * HOUR);

/** A key that begins to sign this many hours after `DAY`. */
function key(id: string, hours: number, more: Partial<RingKey> = {}): RingKey {
  const algorithm: Algorithm = more.algorithm ?? 'ES256';
  return {
    id,
    algorithm,
    purpose: 'signing',
    signsAt: at(hours),
    emptiedAt: undefined,
    endedAt: undefined,
    compromised: false,
    ...more,
  };
}

const states = (keys: readonly RingKey[], hours: number): readonly string[] =>
  keysAt(keys, at(hours)).map(({ id, state }) => `${id} ${state}`);

test('[security 54] a key is published, signs, only verifies for thirteen hours, and has ended', (t) => {
  const keys = [key('old', -100), key('new', 1)];
  t.deepEqual(states(keys, 0.99), ['old signs', 'new published']);
  t.deepEqual(states(keys, 1), ['new signs', 'old verifies']);
  t.deepEqual(states(keys, 13.99), ['new signs', 'old verifies']);
  t.deepEqual(states(keys, 14), ['new signs', 'old ended']);
});

test('[security 54] of several successive keys each is retained from the day on which the next one began', (t) => {
  const keys = [key('third', 3), key('first', -100), key('second', 1)];
  t.deepEqual(states(keys, 2), ['second signs', 'third published', 'first verifies']);
  t.deepEqual(states(keys, 3), ['third signs', 'second verifies', 'first verifies']);
  t.deepEqual(states(keys, 14), ['third signs', 'second verifies', 'first ended']);
  t.deepEqual(states(keys, 16), ['third signs', 'second ended', 'first ended']);
});

test('[security 54] each algorithm rotates by itself', (t) => {
  const keys = [key('rsa', -100, { algorithm: 'RS256' }), key('old', -100), key('new', 1)];
  t.deepEqual(states(keys, 2), ['new signs', 'old verifies', 'rsa signs']);
});

test('[security 54] a compromised key is not valid from that moment on, and the one before it keeps its own term', (t) => {
  const leaked = key('leaked', 1, { endedAt: at(2), compromised: true });
  const keys = [key('old', -100), leaked, key('next', 2)];
  t.deepEqual(states(keys, 2), ['next signs', 'old verifies', 'leaked compromised']);
  t.deepEqual(
    keysAt(keys, at(2))
      .filter(serves)
      .map(({ id }) => id),
    ['next', 'old'],
  );
  t.deepEqual(states(keys, 14), ['next signs', 'old ended', 'leaked compromised']);
});

test('[security 54] a key that ended before it began ends no other key', (t) => {
  const keys = [key('old', -100), key('withdrawn', 2, { endedAt: at(1) })];
  t.deepEqual(states(keys, 3), ['old signs', 'withdrawn ended']);
});

test('[security 54] an instance whose clock is slow signs with the next key, not with one that has no private part', (t) => {
  const keys = [key('old', -100, { emptiedAt: at(1.1) }), key('new', 1)];
  t.deepEqual(states(keys, 0.99), ['new published', 'old verifies']);
});

test('[security 54] the state of a key includes when it changes by itself; that of the salt never changes', (t) => {
  const when = (keys: readonly RingKey[], hours: number) =>
    keysAt(keys, at(hours)).map((one: KeyNow) => changesAt(one)?.getTime());
  const keys = [key('old', -100), key('new', 1)];
  t.deepEqual(when(keys, 0), [at(-100).getTime() + TURN_AGE_MS, at(1).getTime()]);
  t.deepEqual(when(keys, 2), [at(1).getTime() + TURN_AGE_MS, at(1).getTime() + VERIFY_FOR_MS]);
  t.deepEqual(when([key('salt', -100, { algorithm: 'SALT', purpose: 'subjects' })], 0), [undefined]);
});

test('[security 54] a client that caches the published keys reads them again before a new one signs', (t) => {
  // Half a minute until an instance publishes, five until a client reads, and as much again in reserve.
  t.true(30_000 + JWKS_SECONDS * 1000 <= 0.6 * PUBLISH_AHEAD_MS);
  t.true(VERIFY_FOR_MS >= 12 * HOUR + PUBLISH_AHEAD_MS);
});
