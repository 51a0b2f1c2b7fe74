import test from 'ava';
import { after, EMPTIED_MS, keysAt, type RingKey, TURN_AGE_MS, VERIFY_FOR_MS } from '../../src/domain/keyring.ts';
import { isDue, upkeepAt } from '../../src/domain/keyring-upkeep.ts';

const begun = new Date('2026-11-22T12:00:00Z');
const kinds = [
  { id: 'cookie', algorithm: 'HMAC', purpose: 'cookies' },
  { id: 'salt', algorithm: 'SALT', purpose: 'subjects' },
  { id: 'ec', algorithm: 'ES256', purpose: 'signing' },
  { id: 'rsa', algorithm: 'RS256', purpose: 'signing' },
] as const;
const fresh = { signsAt: begun, emptiedAt: undefined, endedAt: undefined, compromised: false };
const first: readonly RingKey[] = kinds.map((kind) => ({ ...kind, ...fresh }));

/** The acts that are due this many milliseconds after the first keys began. */
function due(keys: readonly RingKey[], ms: number) {
  const now = after(begun, ms);
  const { publish, empty, end } = upkeepAt(keysAt(keys, now), now);
  return { publish, empty: empty.map(({ id }) => id), end: end.map(({ id }) => id) };
}

test('[security 54] nothing is due until a key is ninety days old; then all but the salt get a successor', (t) => {
  t.deepEqual(due(first, TURN_AGE_MS - 1), { publish: [], empty: [], end: [] });
  t.deepEqual(due(first, TURN_AGE_MS), { publish: ['ES256', 'RS256', 'HMAC'], empty: [], end: [] });
  t.false(isDue(upkeepAt(keysAt(first, begun), begun)));
});

test('[security 54] an old key whose successor is published gets no other', (t) => {
  const next = kinds.map((kind) => ({ ...kind, ...fresh, id: `${kind.id} 2`, signsAt: after(begun, TURN_AGE_MS + 1) }));
  t.deepEqual(due([...first, ...next.slice(0, 1), ...next.slice(2)], TURN_AGE_MS).publish, []);
});

test('[security 54] the private part is deleted once every instance signs with the next key; a cookie key has none', (t) => {
  const turn = 1000;
  const next = kinds
    .filter(({ algorithm }) => algorithm !== 'SALT')
    .map((kind) => ({ ...kind, ...fresh, id: `${kind.id} 2`, signsAt: after(begun, turn) }));
  const keys = [...first, ...next];
  t.deepEqual(due(keys, turn + EMPTIED_MS - 1).empty, []);
  t.deepEqual(due(keys, turn + EMPTIED_MS).empty, ['ec', 'rsa']);
  const emptied = keys.map((key) => (key.id === 'ec' ? { ...key, emptiedAt: after(begun, turn + EMPTIED_MS) } : key));
  t.deepEqual(due(emptied, turn + EMPTIED_MS + 1).empty, ['rsa'], 'once is enough');
  t.deepEqual(due(emptied, turn + VERIFY_FOR_MS - 1).end, []);
  t.deepEqual(due(emptied, turn + VERIFY_FOR_MS).end, ['ec', 'cookie', 'rsa']);
  const ended = emptied.map((key) => (key.id === 'ec' ? { ...key, endedAt: after(begun, turn + VERIFY_FOR_MS) } : key));
  t.deepEqual(due(ended, turn + VERIFY_FOR_MS + 1).end, ['cookie', 'rsa']);
});
