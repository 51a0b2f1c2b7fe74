import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { between, type Person } from '../person.ts';
import { days, type Maker, type Row, sha256, some } from './made.ts';

const kinds = ['account-created', 'key-changed', 'confirm-email', 'new-device', 'provisional-key'] as const;
const acts = ['login.ok', 'login.ok', 'login.failed', 'key.changed', 'recovery.begun', 'consent.given'] as const;
const clients = ['ejemplo', 'despega-mipe', 'capacita', 'otec-interior', 'portal-empresas'] as const;
const DEVICE = 'Chrome en Windows';

/** Messages, notices to clients, and the trail. */
export const messageMakers: readonly Maker[] = [
  { table: 'outbox', make: some(1.2, messageOf) },
  { table: 'mailbox', make: some(0.02, mailOf) },
  { table: 'audit', make: some(2, actOf) },
  { table: 'platform_uses', make: usesOf },
  { table: 'consents', make: some(0.4, consentOf) },
  {
    table: 'logout_notices',
    make: some(0.2, (person) => ({ ...noticeOf(person), account_id: person.account.id, sid: person.chance.uuid() })),
  },
  {
    table: 'event_notices',
    make: some(0.05, (person) => ({
      ...noticeOf(person),
      account_id: person.account.id,
      event: 'account-disabled',
      subject: person.account.subject,
    })),
  },
];

/** Of 10,000 messages some two wait, five were given up within the last days, and the rest left. */
function messageOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const at = chance.next();
  const id = chance.uuid();
  const waits = at < 0.0002;
  const dead = !waits && at < 0.0007;
  const created = between(days(now, waits ? -0.001 : dead ? -29 : -180), now, chance);
  const left = new Date(created.getTime() + 1000 + chance.below(9000));
  const notice = { notice: { kind: 'key-changed' }, recipient: { channel: 'mail', to: account.personal.email } };
  return {
    id,
    channel: chance.happens(0.3) ? 'sms' : 'mail',
    kind: chance.pick(kinds),
    account_id: account.id,
    content: waits || dead ? secrets.seal(JSON.stringify(notice), `outbox:${id}`) : null,
    attempts: dead ? 9 : 1,
    created_at: created,
    due_at: created,
    sent_at: waits || dead ? null : left,
    dead_at: dead ? left : null,
    withheld: !waits && !dead && chance.happens(0.01),
    last_error: dead ? '550 5.1.1' : null,
  };
}

function mailOf({ account, chance, now }: Person, secrets: KeyMaterial): Row {
  const id = chance.uuid();
  const sent = between(days(now, -7), now, chance);
  const mail = { id, channel: 'mail', to: account.personal.email, subject: 'Sintético', text: 'Sintético', html: '' };
  return { id, content: secrets.seal(JSON.stringify(mail), `mailbox:${id}`), created_at: sent, sent_at: sent };
}

function actOf({ account, chance, now }: Person): Row {
  return {
    at: between(account.createdAt, now, chance),
    act: chance.pick(acts),
    account_id: account.id,
    subject: account.subject,
    client_id: chance.pick(clients),
    network: sha256(`network ${chance.below(200_000)}`),
    device: DEVICE,
    reference: `${chance.bytes(4).toString('hex')}-${chance.bytes(4).toString('hex')}`,
    details: chance.happens(0.5) ? { newDevice: false } : null,
  };
}

/** The first clients of the list: each account knows one to three, half of them one. */
function usesOf({ account, chance, now }: Person): readonly Row[] {
  return clients.slice(0, chance.pick([1, 1, 2, 3])).map((client_id) => ({
    account_id: account.id,
    client_id,
    scopes: ['openid', 'profile', 'run'],
    first_at: account.createdAt,
    last_at: between(account.createdAt, now, chance),
  }));
}

/** At the one client of the list that is not SENCE's; of a company its representative agreed. */
function consentOf({ account, chance, now }: Person): Row {
  const { id: account_id, subject, createdAt: first_at } = account;
  return {
    id: chance.uuid(),
    account_id,
    subject,
    actor: account.profile === 'juridica' ? subject : null,
    client_id: 'otec-interior',
    scopes: ['openid', 'profile', 'run'],
    claims: [],
    api_scopes: [],
    purpose: 'Sintético: inscribir en cursos',
    first_at,
    agreed_at: between(first_at, now, chance),
    refused: null,
  };
}

/** Of the last 30 days; of 10,000 some five wait and twenty were given up. */
function noticeOf({ chance, now }: Person): Row {
  const at = chance.next();
  const created = between(days(now, -30), now, chance);
  const ended = new Date(created.getTime() + 2000);
  return {
    id: chance.uuid(),
    client_id: chance.pick(clients),
    created_at: created,
    due_at: created,
    attempts: 1,
    told_at: at < 0.0025 ? null : ended,
    dead_at: at >= 0.0005 && at < 0.0025 ? ended : null,
  };
}
