import test from 'ava';
import { parseRun } from '../../../src/domain/rut.ts';
import type { Company } from '../../../src/ports/tax-registry.ts';
import { type OverHttp, panaderia, rosa } from './ports.ts';
import { latin1, noAnswers, twice, uglyServer, utf8, type Wire } from './ugly.ts';

const listed = { rut: 44_000_001, dv: '0', fechaInicio: '2015-04-01' };
const plain = {
  rut: 54_000_001,
  dv: '8',
  RazonSocial: 'Panadería Los Andes SpA',
  EstadoGiro: 'VIGENTE',
  representantes: [listed],
};
const since = new Date('2015-04-01');
const whole: Company = {
  rut: panaderia,
  razonSocial: 'Panadería Los Andes SpA',
  estado: 'vigente',
  representantes: [{ run: rosa, since }],
};
const kept = (change: Partial<Company> = {}): Company => ({ ...whole, ...change });
const list = (...representantes: unknown[]): Wire => utf8({ ...plain, representantes });
const undated = kept({ representantes: [{ run: rosa, since: undefined }] });
const ana = { rut: 44_000_105, dv: 'k', fechaInicio: '2020-01-01' };
const both = kept({
  representantes: [
    { run: rosa, since },
    { run: parseRun('44.000.105-K'), since: new Date('2020-01-01') },
  ],
});
const future = `${new Date().getUTCFullYear() + 1}-01-01`;

const readable: readonly (readonly [what: string, wire: Wire, kept: Company])[] = [
  ['blanks of CHAR(n)', utf8({ ...plain, RazonSocial: `Panadería Los Andes SpA${' '.repeat(77)}` }), kept()],
  ['doubled and odd blanks', utf8({ ...plain, RazonSocial: ' Panadería\u00A0 Los\tAndes  SpA\n' }), kept()],
  ['NUL to the end of the field', utf8({ ...plain, RazonSocial: 'Panadería Los Andes SpA\0\0' }), kept()],
  ['marks without a picture', utf8({ ...plain, RazonSocial: '\uFEFFPanadería Los\u200B Andes SpA' }), kept()],
  ['decomposed accents', utf8({ ...plain, RazonSocial: plain.RazonSocial.normalize('NFD') }), kept()],
  [
    'capitals, which stay',
    utf8({ ...plain, RazonSocial: 'PANADERÍA LOS ANDES SPA' }),
    kept({ razonSocial: 'PANADERÍA LOS ANDES SPA' }),
  ],
  [
    'markup, which stays text',
    utf8({ ...plain, RazonSocial: 'Pan &amp; <b>Vino' }),
    kept({ razonSocial: 'Pan &amp; <b>Vino' }),
  ],
  ['Latin-1 without a word', latin1(plain), kept()],
  ['Latin-1 that says so', latin1(plain, 'application/json; charset=latin1'), kept()],
  ['UTF-8 written twice', twice(plain), kept()],
  ['UTF-8 that says it is windows-1252', utf8(plain, 'application/json; charset=windows-1252'), kept()],
  ['a byte order mark', utf8(`\uFEFF${JSON.stringify(plain)}`), kept()],
  ['a state with blanks', utf8({ ...plain, EstadoGiro: 'VIGENTE   ' }), kept()],
  ['a state in lower case', utf8({ ...plain, EstadoGiro: 'termino_giro' }), kept({ estado: 'termino_giro' })],
  ['a number as text', utf8({ ...plain, rut: '54000001', dv: 8 }), kept()],
  ['a representative as text', list({ rut: '44000001', dv: 0, fechaInicio: '2015-04-01' }), kept()],
  ['a check character in lower case', list(listed, ana), both],
  ['a check character with blanks', list(listed, { ...ana, dv: ' K ' }), both],
  ['a representative twice', list(listed, ana, listed, { ...ana, fechaInicio: null }), both],
  ['one representative without a list', utf8({ ...plain, representantes: listed }), kept()],
  ['an empty list', list(), kept({ representantes: [] })],
  ['a beginning with its hour', list({ ...listed, fechaInicio: '2015-04-01T00:00:00-04:00' }), kept()],
  ['an empty beginning of .NET', list({ ...listed, fechaInicio: '0001-01-01T00:00:00' }), undated],
  ['a beginning that is null', list({ ...listed, fechaInicio: null }), undated],
  ['a beginning that is blanks', list({ ...listed, fechaInicio: '  ' }), undated],
  ['no field for the beginning', list({ rut: 44_000_001, dv: '0' }), undated],
  ['one who begins next year', list(listed, { ...ana, fechaInicio: future }), kept()],
  ['one of long ago who begins again next year', list(listed, { ...listed, fechaInicio: future }), kept()],
  ['fields that were not asked for', utf8({ ...plain, ApPaterno: null, datosGenerales: { Glosa: '' } }), kept()],
  ['a representative with more fields', list({ ...listed, nombre: 'NULL' }), kept()],
];

const refused: readonly (readonly [what: string, wire: Wire, reason: string])[] = [
  ...['', '   ', 'NULL', '---', null, 7, ['SpA']].map(
    (RazonSocial) =>
      [`the name ${JSON.stringify(RazonSocial)}`, utf8({ ...plain, RazonSocial }), 'bad-record'] as const,
  ),
  ...['', 'SUSPENDIDO', null, true].map(
    (EstadoGiro) => [`the state ${JSON.stringify(EstadoGiro)}`, utf8({ ...plain, EstadoGiro }), 'bad-record'] as const,
  ),
  ...[null, '', 7, {}, [null], [[]], ['44000001-0']].map(
    (representantes) =>
      [`the list ${JSON.stringify(representantes)}`, utf8({ ...plain, representantes }), 'bad-record'] as const,
  ),
  ['a representative without number', list(listed, { ...ana, rut: null }), 'bad-record'],
  ['a representative with another check digit', list(listed, { ...ana, dv: '1' }), 'bad-record'],
  ['a representative of the number 0', list(listed, { ...ana, rut: 0, dv: '0' }), 'bad-record'],
  ['a beginning on 30 February', list({ ...listed, fechaInicio: '2015-02-30' }), 'bad-record'],
  ['another company', utf8({ ...plain, rut: 54_000_002, dv: '6' }), 'other-person'],
  ...noAnswers,
];

const company = ({ taxRegistry }: OverHttp) => taxRegistry.findCompany(panaderia);

test('[B8] SII, malformed answers: what is kept of a company and who represents it', async (t) => {
  const { read } = await uglyServer(t);
  t.true(readable.length >= 30);
  for (const [what, wire, expected] of readable) t.deepEqual(await read(wire, company), expected, what);
});

test('[B8] SII, answers that are none: each is refused, and none removes a representative', async (t) => {
  const { read } = await uglyServer(t);
  for (const [what, wire, reason] of refused) t.is((await read(wire, company)) as unknown, reason, what);
});
