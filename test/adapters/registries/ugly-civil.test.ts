import test from 'ava';
import type { PersonName } from '../../../src/domain/account.ts';
import type { OverHttp } from './ports.ts';
import { overHttp, rosa, serial } from './ports.ts';
import { html, latin1, nameClaims, noAnswers, twice, uglyServer, utf8, type Wire } from './ugly.ts';

const plain = {
  rut: 44_000_001,
  dv: '0',
  nombres: 'Rosa Elena',
  apellidoPaterno: 'Soto',
  apellidoMaterno: 'Díaz',
  fechaNacimiento: '1985-03-09',
  fechaDefuncion: null,
};
const name = { given: 'Rosa Elena', paternal: 'Soto', maternal: 'Díaz' };
const future = `${new Date().getUTCFullYear() + 1}-01-01`;

interface Read {
  readonly name: PersonName;
  readonly birthDate: string | undefined;
  readonly deceased: boolean;
}
const read = (change: Partial<Read> = {}): Read => ({ name, birthDate: '1985-03-09', deceased: false, ...change });
const named = (change: PersonName): Read => read({ name: { ...name, ...change } });
const without = (field: keyof typeof plain): object =>
  Object.fromEntries(Object.entries(plain).filter(([one]) => one !== field));

/** Answers about a person that are read: what is kept of each. */
const readable: readonly (readonly [what: string, wire: Wire, kept: Read])[] = [
  [
    'blanks of CHAR(n)',
    utf8({ ...plain, nombres: 'Rosa Elena     ', apellidoPaterno: `Soto${' '.repeat(40)}` }),
    read(),
  ],
  ['tabs, doubled and odd blanks', utf8({ ...plain, nombres: '\t Rosa \u00A0\u2003 Elena\r\n' }), read()],
  ['NUL to the end of the field', utf8({ ...plain, apellidoPaterno: 'Soto\0\0\0\0' }), read()],
  ['marks without a picture', utf8({ ...plain, apellidoMaterno: '\uFEFFDí\u00ADaz\u200B' }), read()],
  ['decomposed accents', utf8({ ...plain, apellidoMaterno: 'Díaz'.normalize('NFD') }), read()],
  ['capitals, which stay', utf8({ ...plain, nombres: 'ROSA ELENA' }), named({ given: 'ROSA ELENA' })],
  ['a mother without surname: null', utf8({ ...plain, apellidoMaterno: null }), named({ maternal: undefined })],
  ['a mother without surname: no field', utf8(without('apellidoMaterno')), named({ maternal: undefined })],
  ['a mother without surname: empty', utf8({ ...plain, apellidoMaterno: '' }), named({ maternal: undefined })],
  ['a mother without surname: blanks', utf8({ ...plain, apellidoMaterno: ' \u00A0 ' }), named({ maternal: undefined })],
  ['a mother without surname: NULL', utf8({ ...plain, apellidoMaterno: ' NULL ' }), named({ maternal: undefined })],
  ['a mother without surname: (null)', utf8({ ...plain, apellidoMaterno: '(null)' }), named({ maternal: undefined })],
  ['a mother without surname: \\N', utf8({ ...plain, apellidoMaterno: '\\N' }), named({ maternal: undefined })],
  ['a mother without surname: a dash', utf8({ ...plain, apellidoMaterno: '-' }), named({ maternal: undefined })],
  ['a father without surname: null', utf8({ ...plain, apellidoPaterno: null }), named({ paternal: undefined })],
  ['a father without surname: no field', utf8(without('apellidoPaterno')), named({ paternal: undefined })],
  [
    'no surname at all',
    utf8({ ...plain, apellidoPaterno: '', apellidoMaterno: null }),
    named({ paternal: undefined, maternal: undefined }),
  ],
  ['no first name', utf8({ ...plain, nombres: '' }), named({ given: undefined })],
  ['Latin-1 without a word', latin1(plain), read()],
  ['Latin-1 that says so', latin1(plain, 'application/json; charset=ISO-8859-1'), read()],
  ['Latin-1 that says it is UTF-8', latin1(plain, 'application/json;charset=utf-8'), read()],
  ['windows-1252', latin1({ ...plain, apellidoPaterno: 'O’Higgins' }), named({ paternal: 'O’Higgins' })],
  ['an encoding that there is not', latin1(plain, 'application/json; charset=klingon'), read()],
  ['UTF-8 that says it is Latin-1', utf8(plain, 'application/json; charset=iso-8859-1'), read()],
  ['UTF-8 written twice', twice({ ...plain, nombres: 'Ñusta' }), named({ given: 'Ñusta' })],
  ['a byte order mark', utf8(`\uFEFF${JSON.stringify(plain)}`), read()],
  [
    'an empty birth date of .NET',
    utf8({ ...plain, fechaNacimiento: '0001-01-01T00:00:00' }),
    read({ birthDate: undefined }),
  ],
  ['an empty birth date of MySQL', utf8({ ...plain, fechaNacimiento: '0000-00-00' }), read({ birthDate: undefined })],
  ['no birth date', utf8(without('fechaNacimiento')), read({ birthDate: undefined })],
  ['a birth date with its hour', utf8({ ...plain, fechaNacimiento: '1985-03-09 00:00:00.000 ' }), read()],
  ['an empty death of .NET', utf8({ ...plain, fechaDefuncion: '0001-01-01T00:00:00' }), read()],
  ['an empty death of SQL Server', utf8({ ...plain, fechaDefuncion: '1900-01-01' }), read()],
  ['a death at the end of all days', utf8({ ...plain, fechaDefuncion: '9999-12-31' }), read()],
  ['a death that is empty', utf8({ ...plain, fechaDefuncion: '' }), read()],
  ['a death that is blanks', utf8({ ...plain, fechaDefuncion: '          ' }), read()],
  ['a death that is NULL', utf8({ ...plain, fechaDefuncion: 'NULL' }), read()],
  ['a death', utf8({ ...plain, fechaDefuncion: '2020-01-15T00:00:00' }), read({ deceased: true })],
  ['a number as text and a digit as number', utf8({ ...plain, rut: '44000001 ', dv: 0 }), read()],
  [
    'fields that were not asked for',
    utf8(`{"__proto__":{"deceased":true},"cantidadHijos":2,${JSON.stringify(plain).slice(1)}`),
    read(),
  ],
];

/** Answers about a person that are refused, and why the log says so. */
const refused: readonly (readonly [what: string, wire: Wire, reason: string])[] = [
  ...['2020-02-30', '2021-02-29', '2020-13-01', future, '1950-01-01', 'sí', '15-01-2020'].map(
    (fechaDefuncion) => [`a death on ${fechaDefuncion}`, utf8({ ...plain, fechaDefuncion }), 'bad-record'] as const,
  ),
  ...['1985-02-30', '1985-13-40', '1985', 'ayer', '09/03/1985', future].map(
    (fechaNacimiento) => [`a birth on ${fechaNacimiento}`, utf8({ ...plain, fechaNacimiento }), 'bad-record'] as const,
  ),
  ['a death that is true', utf8({ ...plain, fechaDefuncion: true }), 'bad-record'],
  ...[7, true, ['Rosa'], { texto: 'Rosa' }].map(
    (nombres) => [`a name that is ${JSON.stringify(nombres)}`, utf8({ ...plain, nombres }), 'bad-record'] as const,
  ),
  ['a name without an end', utf8({ ...plain, nombres: 'Rosa'.repeat(1000) }), 'bad-record'],
  ['no name at all', utf8({ ...plain, nombres: ' ', apellidoPaterno: '', apellidoMaterno: null }), 'bad-record'],
  ['another person', utf8({ ...plain, rut: 44_000_002, dv: '9' }), 'other-person'],
  ['another check digit', utf8({ ...plain, dv: 'K' }), 'other-person'],
  ['a number that is none', utf8({ ...plain, rut: 44_000_001.5 }), 'garbage'],
  ...noAnswers,
];

const person = ({ civilRegistry }: OverHttp) => civilRegistry.findPerson(rosa);

test('[B8] Registro Civil, malformed answers about a person: what is kept and which claims clients get', async (t) => {
  const { read: ask } = await uglyServer(t);
  t.true(readable.length >= 30);
  for (const [what, wire, kept] of readable) {
    t.deepEqual(await ask(wire, person), { run: rosa, ...kept }, what);
    const claims = Object.values(nameClaims(kept.name));
    t.true(
      claims.every((claim) => claim === claim.trim() && claim !== '' && !/\s\s|null/i.test(claim)),
      what,
    );
  }
  t.deepEqual(nameClaims({ given: 'Rosa Elena', paternal: undefined, maternal: 'Díaz' }), {
    name: 'Rosa Elena Díaz',
    given_name: 'Rosa Elena',
    family_name: 'Díaz',
    apellido_materno: 'Díaz',
  });
  t.deepEqual(nameClaims({ given: 'Rosa Elena' }), { name: 'Rosa Elena', given_name: 'Rosa Elena' });
});

test('[B8] Registro Civil, answers about a person that are none: each is refused, and none is a death', async (t) => {
  const { read: ask } = await uglyServer(t);
  for (const [what, wire, reason] of refused) t.is((await ask(wire, person)) as unknown, reason, what);
});

const card = {
  Rut: 44_000_001,
  Dv: '0',
  EstadoRespuesta: 'Correcto',
  CodigoClaseDocumento: 'CedulaIdentidadParaChileno',
  IndicadorVigencia: 'S',
  IndicadorBloqueo: 'NO_BLOQUEADO',
};
const matches = { verdict: 'matches', clase: 'chileno' };

const cards: readonly (readonly [what: string, wire: Wire, said: object | string])[] = [
  ['codes with blanks', utf8({ ...card, EstadoRespuesta: 'Correcto  ', IndicadorVigencia: 'S ' }), matches],
  ['codes in capitals', utf8({ ...card, EstadoRespuesta: 'CORRECTO', IndicadorVigencia: 's' }), matches],
  ['a lock in lower case', utf8({ ...card, IndicadorBloqueo: ' no_bloqueado' }), matches],
  ['a class with blanks', utf8({ ...card, CodigoClaseDocumento: 'CEDULAIDENTIDADPARACHILENO   ' }), matches],
  ['an empty class', utf8({ ...card, CodigoClaseDocumento: '' }), { verdict: 'matches', clase: undefined }],
  ['an empty term', utf8({ ...card, IndicadorVigencia: ' ' }), { verdict: 'expired', clase: 'chileno' }],
  ['an empty lock', utf8({ ...card, IndicadorBloqueo: '' }), { verdict: 'blocked', clase: 'chileno' }],
  ['a lock that says NULL', utf8({ ...card, IndicadorBloqueo: 'NULL' }), { verdict: 'blocked', clase: 'chileno' }],
  ['a class that there is not', utf8({ ...card, CodigoClaseDocumento: 'Carnet' }), { verdict: 'mismatch' }],
  ['a number as text', utf8({ ...card, Rut: '44000001', Dv: 0 }), matches],
  ['fields that were not asked for', utf8({ ...card, FechaVencimiento: '0001-01-01', x: {} }), matches],
  ['an empty state', utf8({ ...card, EstadoRespuesta: '' }), 'bad-record'],
  ['a state that there is not', utf8({ ...card, EstadoRespuesta: 'Quizás' }), 'bad-record'],
  ['a term that there is not', utf8({ ...card, IndicadorVigencia: 'X' }), 'bad-record'],
  ['a term that is true', utf8({ ...card, IndicadorVigencia: true }), 'bad-record'],
  ['a failure in lower case', utf8({ ...card, EstadoRespuesta: 'errorautentificacion' }), 'token-refused'],
  ['another person', utf8({ ...card, Rut: 44_000_002, Dv: '9' }), 'other-person'],
  ...noAnswers,
];

test('[B8] Registro Civil, malformed answers about a card: only a card in force ever matches', async (t) => {
  const { read: ask } = await uglyServer(t);
  for (const [what, wire, said] of cards)
    t.deepEqual(
      (await ask(wire, ({ civilRegistry }) => civilRegistry.verifyCedula(rosa, serial))) as unknown,
      said,
      what,
    );
});

test('[B8] one unusable record affects no other person, and the breaker opens for a registry that answers nonsense', async (t) => {
  const { set, port } = await uglyServer(t);
  const { civilRegistry, lines } = overHttp(port, 'un token');
  set(utf8({ ...plain, fechaDefuncion: '2020-02-30' }));
  for (let call = 0; call < 12; call += 1) await t.throwsAsync(civilRegistry.findPerson(rosa));
  t.true(lines.every(({ reason, tries }) => reason === 'bad-record' && tries === 1));
  set(utf8(plain));
  t.truthy(await civilRegistry.findPerson(rosa));
  set(html());
  for (let call = 0; call < 6; call += 1) await t.throwsAsync(civilRegistry.findPerson(rosa));
  t.is(lines.at(-1)?.reason, 'breaker-open');
});
