import { toRow } from '../../../src/adapters/postgres/accounts/account-row.ts';
import { sealLegacyKey } from '../../../src/adapters/postgres/accounts/legacy-row.ts';
import type { Email } from '../../../src/domain/email.ts';
import type { Phone } from '../../../src/domain/phone.ts';
import { between, DAY_MS, legacyIdentifierOf, type Person } from '../person.ts';
import { days, type Maker, type Row, sha256, some } from './made.ts';

const isCompany = ({ account }: Person): boolean => account.profile === 'juridica';

/** Every twentieth company is one whose list changed at the SII within the day. */
const listChanged = (person: Person): boolean => isCompany(person) && person.chance.happens(0.05);

/** Tables of identities. */
export const accountMakers: readonly Maker[] = [
  {
    table: 'subjects',
    make: ({ account: { subject, kind, identifier, createdAt }, closedAt }) => [
      { id: subject, kind, identifier, created_at: createdAt, retired_at: closedAt ?? null },
    ],
  },
  {
    table: 'accounts',
    make: ({ account, closedAt }, secrets) => [{ ...toRow(account, secrets), closed_at: closedAt ?? null }],
  },
  {
    table: 'aliases',
    make: some(0.005, ({ account, n }) => ({
      profile: 'migrante',
      identifier: `${190_000_000 + n}-0`,
      account_id: account.id,
      created_at: account.createdAt,
    })),
  },
  {
    table: 'companies',
    make: (person, secrets) => (isCompany(person) ? [companyOf(person, secrets)] : []),
  },
  {
    table: 'representatives',
    make: (person, secrets) => (isCompany(person) ? [representativeOf(person, secrets)] : []),
  },
  {
    table: 'company_changes',
    make: (person) => (listChanged(person) ? [changeOf(person)] : []),
  },
  {
    table: 'accepted_cards',
    make: some(0.4, ({ account, chance, now }, secrets) => ({
      run_hmac: secrets.hmacs('cards', 'run', account.identifier)[0],
      serial_hmac: secrets.hmacs('cards', 'serial', account.identifier, chance.uuid())[0],
      at: between(account.createdAt, now, chance),
    })),
  },
  { table: 'legacy_keys', make: some(0.25, legacyOf) },
];

function companyOf({ account, chance, now }: Person, secrets: Parameters<Maker['make']>[1]): Row {
  const rut = account.identifier;
  const answer = { rut, razonSocial: account.personal.company?.razonSocial, estado: 'vigente', representantes: [] };
  return { rut, answer: secrets.seal(JSON.stringify(answer), `company:${rut}`), asked_at: days(now, -chance.next()) };
}

/** The person who registered it acts under the company's subject: synthetic companies have no other representative. */
function representativeOf({ account }: Person, secrets: Parameters<Maker['make']>[1]): Row {
  const { id, subject, createdAt, personal } = account;
  return {
    account_id: id,
    subject_id: subject,
    run: personal.company?.representative.run,
    identidad: account.identidad,
    name: secrets.seal(JSON.stringify(personal.company?.representative.name), `representative:${id}:${subject}`),
    created_at: createdAt,
  };
}

function changeOf({ account, chance, now }: Person): Row {
  const seen = between(days(now, -1), now, chance);
  return { rut: account.identifier, content: null, seen_at: seen, counted_at: seen, try_at: seen, ended_at: seen };
}

/** A key of the old system, as `npm run import-legacy` writes it; one in five hundred is not wrapped yet. */
function legacyOf({ n, account, chance, now }: Person, secrets: Parameters<Maker['make']>[1]): Row {
  const key = {
    profile: 'natural' as const,
    identifier: legacyIdentifierOf(n),
    scheme: 'sha256' as const,
    salt: chance.bytes(8).toString('hex'),
    hash: sha256(chance.bytes(8)).toString('hex'),
    contacts: { email: `antigua${n}@correo.example` as Email, mobile: '+56940000001' as Phone },
  };
  const row = sealLegacyKey(secrets, key as never, new Date(now.getTime() - chance.next() * 350 * DAY_MS));
  const wrapped = !chance.happens(0.002);
  return {
    ...row,
    id: chance.uuid(),
    key_hash: wrapped ? account.keyHash : null,
    bcrypt_cost: chance.happens(0.1) ? 10 : null,
  };
}
