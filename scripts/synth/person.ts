import {
  type Account,
  type AccountState,
  type IdentifierKind,
  numbered,
  type Profile,
} from '../../src/domain/account.ts';
import type { Email } from '../../src/domain/email.ts';
import type { Identidad } from '../../src/domain/identity-level.ts';
import type { Phone } from '../../src/domain/phone.ts';
import { checkDigit, type Rut } from '../../src/domain/rut.ts';
import { type Chance, chanceOf } from './chance.ts';

export const DAY_MS = 24 * 3_600_000;

/** Where each kind of number begins: unassigned ranges, apart from those of the fictional people of the tests. */
const RANGES = {
  natural: { kind: 'RUN', from: 44_500_000 },
  juridica: { kind: 'RUT', from: 54_500_000 },
  migrante: { kind: 'NIE', from: 199_500_000 },
} as const satisfies Partial<Record<Profile, { kind: IdentifierKind; from: number }>>;

/** Numbers of the range of the old system, which no synthetic account has. */
const LEGACY_FROM = 42_000_000;

const given = [
  'Ana',
  'Luis',
  'María José',
  'Pedro',
  'Camila',
  'Ignacio',
  'Rayén',
  'Jean',
  'Antonia',
  'Matías',
] as const;
const surnames = [
  'Soto',
  'Quispe',
  'Rojas',
  'Pérez',
  'Huenchumán',
  'Muñoz',
  'Díaz',
  'Silva',
  'Pierre',
  'Tapia',
] as const;
const comunas = ['13101', '08101', '05101', '01101', '12101', '10101'] as const;

/** What every row about one synthetic account is made from. */
export interface Person {
  /** 0, 1, 2 and so on. */
  readonly n: number;
  readonly account: Account;
  readonly closedAt: Date | undefined;
  readonly chance: Chance;
  readonly now: Date;
}

/** Argon2id of the one key that all synthetic people have, by profile. */
export type KeyHashes = Readonly<Record<'natural' | 'juridica' | 'migrante', string>>;

/** The n-th synthetic account; the same for the same `n`, but for what is counted from `now`. */
export function personAt(n: number, keyHashes: KeyHashes, now: Date): Person {
  const chance = chanceOf(n + 1);
  const profile = profileOf(n);
  const state = stateOf(chance);
  const createdAt = new Date(now.getTime() - ageOf(state, chance) * DAY_MS);
  const identidad = identityOf(profile, chance);
  const confirmedAt = state === 'pendiente_correo' ? undefined : createdAt;
  const account: Account = {
    id: chance.uuid(),
    profile,
    ...numbered(RANGES[profile].kind, identifierOf(RANGES[profile].from, n)),
    subject: chance.uuid(),
    state,
    identidad,
    keyHash: keyHashes[profile],
    keyChangedAt: createdAt,
    question: undefined,
    personal: personalOf(profile, n, chance),
    simulado: true,
    keyNeedsCard: false,
    createdAt,
    confirmed: { email: confirmedAt, mobile: chance.happens(0.8) ? confirmedAt : undefined },
    identityProvedAt: identidad !== 'declarada' ? createdAt : undefined,
    knownLoginAt: chance.happens(0.5) ? between(createdAt, now, chance) : undefined,
  };
  const closedAt = state === 'cerrada' ? between(new Date(now.getTime() - 6 * DAY_MS), now, chance) : undefined;
  return { n, account, closedAt, chance, now };
}

/** Whether the account can sign in as a person, by its number and the one key. */
export const signsIn = ({ account }: Person): boolean =>
  account.profile === 'natural' && account.state === 'activa' && account.identidad === 'documento';

/** Of a migrante who proved nothing at a counter one in four sent a copy. */
function identityOf(profile: Account['profile'], chance: Chance): Identidad {
  if (chance.happens(0.6)) return 'documento';
  return profile === 'migrante' && chance.happens(0.25) ? 'revisada' : 'declarada';
}

/** Of 100 accounts 88 are of people, 8 of companies and 4 of migrantes. */
const profileOf = (n: number): 'natural' | 'juridica' | 'migrante' =>
  n % 100 < 88 ? 'natural' : n % 100 < 96 ? 'juridica' : 'migrante';

function stateOf(chance: Chance): AccountState {
  const at = chance.next();
  if (at < 0.002) return 'pendiente_correo';
  if (at < 0.004) return 'congelada';
  if (at < 0.005) return 'suspendida';
  return at < 0.006 ? 'cerrada' : 'activa';
}

/** Days since it was made: a pending one lapses after one. */
const ageOf = (state: AccountState, chance: Chance): number =>
  chance.next() * (state === 'pendiente_correo' ? 0.9 : 3 * 365);

/** A number of a range with its check digit. */
function identifierOf(from: number, n: number): Rut {
  return `${from + n}-${checkDigit(String(from + n))}` as Rut;
}

/** Number of the first synthetic account, by which a filled database is known. */
export const firstIdentifier = identifierOf(RANGES.natural.from, 0);

/** RUT of the public body whose first person is the n-th account, which is no company. */
export const bodyIdentifierOf = (n: number): Rut => identifierOf(RANGES.juridica.from, n);

/** A number of the old system whose person has no account yet. */
export const legacyIdentifierOf = (n: number): Rut => identifierOf(LEGACY_FROM, n);

/** Any instant of the time between two. */
export const between = (from: Date, to: Date, chance: Chance): Date =>
  new Date(from.getTime() + chance.next() * (to.getTime() - from.getTime()));

function personalOf(profile: Profile, n: number, chance: Chance): Account['personal'] {
  const name = { given: chance.pick(given), paternal: chance.pick(surnames), maternal: chance.pick(surnames) };
  const mobile = `+5694${String(n % 10_000_000).padStart(7, '0')}` as Phone;
  const personal = {
    // Every tenth mailbox is shared by two.
    email: `persona${n % 10 === 0 ? Math.floor(n / 20) : n}@correo.example` as Email,
    mobile,
    address: { street: 'Pasaje Los Aromos', number: String(1 + (n % 900)), comuna: chance.pick(comunas) },
  };
  if (profile !== 'juridica') return { ...personal, name };
  const representative = { run: identifierOf(RANGES.natural.from, n - (n % 100)), name, mobile };
  return { ...personal, company: { razonSocial: `Comercial Sintética ${n} SpA`, representative } };
}
