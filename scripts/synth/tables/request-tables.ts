import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { between, type Person } from '../person.ts';
import { deskMakers, folioOf } from './desk-tables.ts';
import { days, type Maker, type Row, sha256, some } from './made.ts';

const purposes = ['confirm-email', 'recover-key', 'disavow', 'mailbox', 'hold', 'sign-in'] as const;

/** Half-done journeys: sealed, bound to a browser, some hours old at most. */
const journeys = [
  ['recoveries', 'recovery'],
  ['key_changes', 'key-change'],
  ['data_updates', 'data-update'],
  ['facilitador_drafts', 'facilitador-draft'],
] as const;

/** What people asked for, the codes and keys that they were sent, and the counters of their tries. */
export const requestMakers: readonly Maker[] = [
  { table: 'links', make: some(0.4, linkOf) },
  ...journeys.map(
    ([table, name]): Maker => ({
      table,
      make: some(0.004, (person, secrets) => journeyOf(name, person, secrets)),
    }),
  ),
  { table: 'provisional_keys', make: provisionalOf },
  { table: 'holds', make: some(0.03, holdOf) },
  {
    table: 'account_codes',
    make: some(0.05, ({ account, chance, now }) => ({
      id: chance.uuid(),
      account_id: account.id,
      purpose: chance.pick(['confirm', 'sign-in', 'hold']),
      contact: chance.pick(['email', 'mobile']),
      browser: sha256(chance.uuid()),
      code_hash: account.keyHash,
      message: chance.uuid(),
      created_at: between(days(now, -30), now, chance),
      proved_at: null,
    })),
  },
  ...deskMakers,
  { table: 'throttles', make: some(0.6, counterOf) },
];

function linkOf({ account, chance, now }: Person): Row {
  return {
    token_hash: sha256(chance.bytes(32)),
    purpose: chance.pick(purposes),
    account_id: account.id,
    expires_at: between(days(now, -30), days(now, 2), chance),
    used_at: chance.happens(0.5) ? days(now, -2) : null,
  };
}

function journeyOf(name: string, { account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const created = between(days(now, -0.02), now, chance);
  return {
    id,
    browser: secrets.hmac('forms', name, chance.uuid()),
    content: secrets.seal(JSON.stringify({ id, accountId: account.id, step: 'cedula' }), `${name}:${id}`),
    created_at: created,
    expires_at: days(created, 0.02),
  };
}

/** One outstanding key an account at most: the others ended. */
function provisionalOf({ account, chance, now }: Person): readonly Row[] {
  if (!chance.happens(0.1)) return [];
  const outstanding = chance.happens(0.02);
  const created = between(days(now, outstanding ? -1 : -90), now, chance);
  const row = {
    id: chance.uuid(),
    account_id: account.id,
    kind: 'key',
    key_hash: account.keyHash,
    proved: true,
    mail: chance.uuid(),
    created_at: created,
    ended_at: outstanding ? null : between(created, now, chance),
  };
  return [row];
}

/** One in twenty waits; of the others some were stopped, and of the newest the contacts before are kept. */
function holdOf(person: Person, secrets: KeyMaterial): Row {
  const { account, chance, now } = person;
  const id = chance.uuid();
  const waits = chance.happens(0.05);
  const created = between(days(now, waits ? -3 : -365), now, chance);
  const ended = waits ? null : between(created, now, chance);
  const stopped = ended && chance.happens(0.1);
  const sealed = () => secrets.seal(JSON.stringify({ email: account.personal.email }), `hold:${id}`);
  return {
    id,
    kind: 'update-contacts',
    folio: folioOf(person),
    account_id: account.id,
    state: waits ? 'waiting' : stopped ? 'withdrawn' : 'done',
    content: waits ? sealed() : null,
    created_at: created,
    due_at: days(created, 3),
    try_at: days(created, 3),
    ended_at: ended,
    stopped_at: stopped ? ended : null,
    undo: ended && ended > days(now, -7) ? sealed() : null,
  };
}

/** Most windows end within the day; who has wrong keys in a row is counted for 400 days. */
function counterOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const inARow = chance.happens(0.3);
  const ends = between(days(now, inARow ? -390 : -1), days(now, inARow ? 0 : 1), chance);
  return {
    key: secrets.hmac('throttle', 'synthetic', account.identifier, chance.uuid()),
    used: 1 + chance.below(3),
    consecutive: inARow ? 1 + chance.below(3) : 0,
    window_ends: ends,
    shut_until: chance.happens(0.01) ? ends : null,
    was_open: true,
  };
}
