import type { Secrets } from '../../../src/adapters/secrets.ts';
import { between, type Person } from '../person.ts';
import { days, type Maker, type Row, sha256, some } from './made.ts';

const purposes = ['confirm-email', 'recover-key', 'disavow', 'mailbox', 'hold', 'sign-in'] as const;

/** Half-done journeys: sealed, bound to a browser, some hours old at most. */
const journeys = [
  ['recoveries', 'recovery'],
  ['key_changes', 'key-change'],
  ['data_updates', 'data-update'],
] as const;

const folioOf = ({ n, chance }: Person): string => `${n.toString(36)}-${chance.bytes(4).toString('hex')}`;

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
  { table: 'exports', make: exportOf },
  { table: 'right_requests', make: some(0.005, rightOf) },
  { table: 'cases', make: some(0.002, caseOf) },
  { table: 'throttles', make: some(0.6, counterOf) },
];

/** One in five waits; of the others the number is erased. */
function caseOf(person: Person, secrets: Secrets): Row {
  const { account, chance, now } = person;
  const id = chance.uuid();
  const waits = chance.happens(0.2);
  const opened = between(days(now, waits ? -30 : -365), days(now, waits ? 0 : -30), chance);
  const content = { profile: account.profile, identifier: account.identifier };
  return {
    id,
    folio: folioOf(person),
    kind: 'identidad-disputada',
    content: waits ? secrets.seal(JSON.stringify(content), `case:${id}`) : null,
    opened_at: opened,
    ended_at: waits ? null : days(opened, 30),
  };
}

function linkOf({ account, chance, now }: Person): Row {
  return {
    token_hash: sha256(chance.bytes(32)),
    purpose: chance.pick(purposes),
    account_id: account.id,
    expires_at: between(days(now, -30), days(now, 2), chance),
    used_at: chance.happens(0.5) ? days(now, -2) : null,
  };
}

function journeyOf(name: string, { account, chance, now }: Person, secrets: Secrets): Row {
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
function holdOf(person: Person, secrets: Secrets): Row {
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

function exportOf({ account, chance, now }: Person, secrets: Secrets): readonly Row[] {
  if (!chance.happens(0.002)) return [];
  const id = chance.uuid();
  const asked = between(days(now, -7), now, chance);
  const waits = chance.happens(0.01);
  const content = waits ? null : secrets.seal(JSON.stringify({ json: '{}', html: '' }), `export:${id}`);
  const row = {
    id,
    account_id: account.id,
    device: 'Chrome en Windows',
    content,
    asked_at: asked,
    try_at: asked,
    ready_at: waits ? null : asked,
    expires_at: days(asked, 7),
  };
  return [row];
}

function rightOf(person: Person): Row {
  const { account, chance, now } = person;
  const asked = between(days(now, -1800), now, chance);
  const answered = chance.happens(0.98) ? days(asked, 10) : null;
  return {
    id: chance.uuid(),
    folio: folioOf(person),
    account_id: account.id,
    kind: chance.pick(['acceso', 'rectificacion', 'supresion', 'oposicion']),
    state: answered ? 'respondida' : 'recibida',
    decision: answered ? 'acogida' : null,
    asked_at: asked,
    due_on: days(asked, 30).toISOString().slice(0, 10),
    answered_at: answered,
  };
}

/** Most windows end within the day; who has wrong keys in a row is counted for 400 days. */
function counterOf({ account, chance, now }: Person, secrets: Secrets): Row {
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
