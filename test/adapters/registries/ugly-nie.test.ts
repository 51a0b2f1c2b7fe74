import test from 'ava';
import type { ForeignPerson } from '../../../src/ports/nie-registry.ts';
import { marie, type OverHttp } from './ports.ts';
import { latin1, nameClaims, noAnswers, twice, uglyServer, utf8, type Wire } from './ugly.ts';

const paper = { tipo: 'Pasaporte', numero: 'HX0000001', pais: 'Haití' };
const plain = {
  numero: 199_000_001,
  dc: '4',
  nombres: 'Marie Ange',
  apellidoPaterno: 'Toussaint',
  apellidoMaterno: 'Désir',
  fechaNacimiento: '1993-10-17',
  nacionalidad: 'Haití',
  documento: paper,
};
const whole: ForeignPerson = {
  nie: marie,
  name: { given: 'Marie Ange', paternal: 'Toussaint', maternal: 'Désir' },
  birthDate: '1993-10-17',
  nationality: 'Haití',
  document: { kind: 'Pasaporte', number: 'HX0000001', country: 'Haití' },
};
const kept = (change: Partial<ForeignPerson> = {}): ForeignPerson => ({ ...whole, ...change });
const named = (change: Partial<ForeignPerson['name']>): ForeignPerson => kept({ name: { ...whole.name, ...change } });
const without = (field: keyof typeof plain): object =>
  Object.fromEntries(Object.entries(plain).filter(([one]) => one !== field));
const future = `${new Date().getUTCFullYear() + 1}-01-01`;

const readable: readonly (readonly [what: string, wire: Wire, kept: ForeignPerson])[] = [
  ['blanks of CHAR(n)', utf8({ ...plain, nombres: 'Marie Ange      ', nacionalidad: 'Haití   ' }), kept()],
  ['odd blanks', utf8({ ...plain, nombres: '\u00A0Marie\u2007 Ange\t' }), kept()],
  ['NUL to the end of the field', utf8({ ...plain, apellidoPaterno: 'Toussaint\0\0' }), kept()],
  ['marks without a picture', utf8({ ...plain, apellidoPaterno: '\u200ETous\u00ADsaint\u2069' }), kept()],
  ['decomposed accents', utf8({ ...plain, apellidoMaterno: 'Désir'.normalize('NFD') }), kept()],
  ['capitals, which stay', utf8({ ...plain, apellidoPaterno: 'TOUSSAINT' }), named({ paternal: 'TOUSSAINT' })],
  ['one surname: null', utf8({ ...plain, apellidoMaterno: null }), named({ maternal: undefined })],
  ['one surname: no field', utf8(without('apellidoMaterno')), named({ maternal: undefined })],
  ['one surname: empty', utf8({ ...plain, apellidoMaterno: '' }), named({ maternal: undefined })],
  ['one surname: NULL', utf8({ ...plain, apellidoMaterno: 'NULL' }), named({ maternal: undefined })],
  ['one surname: a point', utf8({ ...plain, apellidoMaterno: '.' }), named({ maternal: undefined })],
  ['the surname of the mother alone', utf8({ ...plain, apellidoPaterno: null }), named({ paternal: undefined })],
  ['no field for the surname', utf8(without('apellidoPaterno')), named({ paternal: undefined })],
  ['no first name', utf8({ ...plain, nombres: '  ' }), named({ given: undefined })],
  ['Latin-1 without a word', latin1(plain), kept()],
  ['windows-1252 that says so', latin1(plain, 'application/json; charset="windows-1252"'), kept()],
  ['UTF-8 written twice', twice(plain), kept()],
  ['a byte order mark', utf8(`\uFEFF${JSON.stringify(plain)}`), kept()],
  [
    'an empty birth date of .NET',
    utf8({ ...plain, fechaNacimiento: '0001-01-01T00:00:00' }),
    kept({ birthDate: undefined }),
  ],
  ['a birth date that is null', utf8({ ...plain, fechaNacimiento: null }), kept({ birthDate: undefined })],
  ['no field for the birth', utf8(without('fechaNacimiento')), kept({ birthDate: undefined })],
  ['no nationality', utf8({ ...plain, nacionalidad: '' }), kept({ nationality: undefined })],
  ['a nationality that is NULL', utf8({ ...plain, nacionalidad: 'null' }), kept({ nationality: undefined })],
  ['no paper', utf8({ ...plain, documento: null }), kept({ document: undefined })],
  ['no field for the paper', utf8(without('documento')), kept({ document: undefined })],
  ['an empty paper', utf8({ ...plain, documento: {} }), kept({ document: undefined })],
  ['a paper without number', utf8({ ...plain, documento: { ...paper, numero: ' ' } }), kept({ document: undefined })],
  ['a paper with blanks', utf8({ ...plain, documento: { ...paper, numero: 'HX0000001   ' } }), kept()],
  ['a number as text', utf8({ ...plain, numero: '199000001', dc: 4 }), kept()],
  ['fields that were not asked for', utf8({ ...plain, visa: { hasta: '0001-01-01' } }), kept()],
];

const refused: readonly (readonly [what: string, wire: Wire, reason: string])[] = [
  ...['1993-02-30', '1993-10', 'ayer', '17-10-1993', future].map(
    (fechaNacimiento) => [`a birth on ${fechaNacimiento}`, utf8({ ...plain, fechaNacimiento }), 'bad-record'] as const,
  ),
  ...[7, true, ['Marie'], {}].map(
    (nombres) => [`a name that is ${JSON.stringify(nombres)}`, utf8({ ...plain, nombres }), 'bad-record'] as const,
  ),
  ['no name at all', utf8({ ...plain, nombres: '', apellidoPaterno: null, apellidoMaterno: '-' }), 'bad-record'],
  ['a name without an end', utf8({ ...plain, nombres: 'M'.repeat(5000) }), 'bad-record'],
  ['a paper that is text', utf8({ ...plain, documento: 'Pasaporte' }), 'bad-record'],
  ['another person', utf8({ ...plain, numero: 199_000_002, dc: '2' }), 'other-person'],
  ...noAnswers,
];

const person = ({ nieRegistry }: OverHttp) => nieRegistry.findPerson(marie);

test('[B8] register of NIE, malformed answers: what is kept and which claims clients get', async (t) => {
  const { read } = await uglyServer(t);
  t.true(readable.length >= 30);
  for (const [what, wire, expected] of readable) {
    t.deepEqual(await read(wire, person), expected, what);
    for (const claim of Object.values(nameClaims(expected.name))) t.is(claim, claim.trim().normalize('NFC'), what);
  }
});

test('[B8] register of NIE, answers that are none: each is refused', async (t) => {
  const { read } = await uglyServer(t);
  for (const [what, wire, reason] of refused) t.is((await read(wire, person)) as unknown, reason, what);
});
