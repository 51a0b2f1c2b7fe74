/** By kind of case and state of the account: which cases can be granted, and why the others cannot. */
import test from 'ava';
import type { Account } from '../../../src/domain/account.ts';
import type { AskedAtCounter } from '../../../src/domain/cases/asked-at-counter.ts';
import { effectOf, type WaitingKind } from '../../../src/domain/cases/counter-effect.ts';
import { type EffectAround, type EffectObstacle, whyNoEffect } from '../../../src/domain/cases/effect-obstacle.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import type { Rut } from '../../../src/domain/rut.ts';
import type { Day } from '../../../src/domain/working-days.ts';

const kinds: readonly WaitingKind[] = [
  'correo-perdido',
  'cedula-vencida',
  'documento-migrante',
  'factor-perdido',
  'identidad-disputada',
  'segunda-detencion',
];
const day = (text: string): Day => text as Day;
const contacts = { email: parseEmail('nuevo@correo.example') };
const asked: AskedAtCounter = { document: { kind: 'cedula', expires: day('2030-01-01'), namesAgree: true }, contacts };
const around: EffectAround = {
  openedBy: 'person',
  blocked: false,
  hasFactor: true,
  today: day('2026-11-30'),
};

type Holder = Pick<Account, 'profile' | 'identidad' | 'state' | 'contest'>;
const proved: Holder = { profile: 'natural', identidad: 'documento', state: 'activa' };
const declared: Holder = { profile: 'natural', identidad: 'declarada', state: 'activa' };
const migrante: Holder = { profile: 'migrante', identidad: 'declarada', state: 'activa' };
const reviewed: Holder = { ...migrante, identidad: 'revisada' };
const company: Holder = { profile: 'juridica', identidad: 'documento', state: 'activa' };

interface Row {
  readonly of: string;
  readonly account: Holder | undefined;
  readonly around?: Partial<EffectAround>;
  /** In the order of `kinds`; a dot where it is granted. */
  readonly why: readonly (EffectObstacle | '.')[];
}

const all = (why: EffectObstacle) => kinds.map(() => why);
const butDispute = (why: EffectObstacle, dispute: EffectObstacle | '.') =>
  kinds.map((kind) => (kind === 'identidad-disputada' ? dispute : why));

const rows: readonly Row[] = [
  { of: 'no account, or one that was never confirmed', account: undefined, why: all('account-missing') },
  { of: 'pending', account: { ...declared, state: 'pendiente_correo' }, why: all('account-missing') },
  { of: 'closed', account: { ...proved, state: 'cerrada' }, why: all('account-closed') },
  { of: 'suspended by others', account: { ...proved, state: 'suspendida' }, why: all('account-suspended') },
  {
    of: 'blocked by its holder, never proved',
    account: { ...declared, state: 'suspendida' },
    around: { blocked: true },
    why: butDispute('account-blocked', '.'),
  },
  { of: 'contested', account: { ...declared, contest: 'desk' }, why: butDispute('account-contested', '.') },
  {
    of: 'proved',
    account: proved,
    why: ['.', '.', 'profile', '.', '.', 'nothing-waits'],
  },
  {
    of: 'proved and frozen, opened by a page',
    account: { ...proved, state: 'congelada' },
    around: { openedBy: 'page' },
    why: ['.', '.', 'profile', '.', '.', '.'],
  },
  {
    of: 'declared, in the own session',
    account: declared,
    why: ['.', '.', 'profile', '.', '.', 'nothing-waits'],
  },
  {
    of: 'declared, by a page or by the staff: it may be the account of a squatter',
    account: declared,
    around: { openedBy: 'staff' },
    why: butDispute('never-proved', '.'),
  },
  {
    of: 'a migrante in the own session',
    account: migrante,
    why: ['.', 'profile', '.', '.', '.', 'nothing-waits'],
  },
  {
    of: 'a migrante whose copies were reviewed, by the staff: the same document is seen at the counter',
    account: reviewed,
    around: { openedBy: 'staff' },
    why: ['.', 'profile', '.', '.', '.', 'nothing-waits'],
  },
  {
    of: 'without a factor',
    account: proved,
    around: { hasFactor: false },
    why: ['.', '.', 'profile', 'factor-missing', '.', 'nothing-waits'],
  },
  {
    of: 'blocked by its holder, proved',
    account: { ...proved, state: 'suspendida' },
    around: { blocked: true },
    why: all('account-blocked'),
  },
  { of: 'a company without its representative', account: company, why: all('representative-missing') },
];

for (const { of, account, around: change, why } of rows)
  test(`${of}: which kinds of case can be granted`, (t) => {
    const given = Object.assign({}, around, change);
    t.deepEqual(
      kinds.map((kind) => whyNoEffect(kind, asked, account, given) ?? '.'),
      why,
    );
  });

test('a dispute about a proved account is granted with contacts alone: those on file are what is disputed', (t) => {
  const { contacts: _, ...without } = asked;
  t.is(whyNoEffect('identidad-disputada', without, proved, around), 'contacts-missing');
  t.is(whyNoEffect('identidad-disputada', without, declared, around), undefined);
});

test('a document counts while it is in force, and a foreigner’s card with the proof of its renewal', (t) => {
  const over = { expires: day('2026-11-29'), namesAgree: true };
  const why = (one: AskedAtCounter) => whyNoEffect('cedula-vencida', one, proved, around);
  t.is(why({ contacts, document: { kind: 'cedula', ...over } }), 'document-over');
  const renewal = { number: 'R-1', date: day('2026-10-01') };
  t.is(why({ contacts, renewal, document: { kind: 'cedula', ...over } }), 'document-over');
  t.is(why({ contacts, renewal, document: { kind: 'cedula-extranjero', ...over } }), undefined);
  t.is(why({ contacts, document: { kind: 'pasaporte', namesAgree: false } }), 'names-differ');
});

test('what a granted case changes, by its kind', (t) => {
  const representative = '44000003-7' as Rut;
  const effect = (kind: WaitingKind, account: Holder) => {
    const all = Object.entries(effectOf(kind, { contacts, representative }, account));
    return all.filter(([, one]) => one !== undefined).map(([name]) => name);
  };
  t.deepEqual(effect('correo-perdido', proved), ['contacts', 'key', 'representative']);
  t.deepEqual(effect('cedula-vencida', declared), ['contacts', 'key', 'identity', 'representative']);
  t.deepEqual(effect('cedula-vencida', company), ['contacts', 'key', 'representative']);
  t.deepEqual(effect('documento-migrante', migrante), ['contacts', 'key', 'identity', 'representative']);
  t.deepEqual(effect('documento-migrante', reviewed), ['contacts', 'key', 'identity', 'representative']);
  t.deepEqual(effect('factor-perdido', proved), ['factors', 'representative']);
  t.deepEqual(effect('identidad-disputada', declared), ['number']);
  t.deepEqual(effect('identidad-disputada', reviewed), ['number'], 'the document prevails over a copy of it');
  t.deepEqual(effect('identidad-disputada', proved), ['contacts', 'key', 'representative']);
});
