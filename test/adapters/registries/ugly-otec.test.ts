import test from 'ava';
import { companyKind } from '../../../src/account/company-kind.ts';
import { otec } from './ports.ts';
import { latin1, missing, noAnswers, uglyServer, utf8, type Wire } from './ugly.ts';

const plain = { rut: 54_000_109, dv: 'K', tipo: 'OTEC' };
const unlisted = { codigo: 'NO_EXISTE', numero: 54_000_109, digito: 'K' };

/** The kind that clients get, and why the log says that it was no answer. */
const answers: readonly (readonly [what: string, wire: Wire, kind: 'OTEC' | 'OTIC' | 'EMPRESA', reason?: string])[] = [
  ['blanks of CHAR(n)', utf8({ ...plain, tipo: 'OTEC      ' }), 'OTEC'],
  ['lower case', utf8({ ...plain, tipo: 'otic' }), 'OTIC'],
  ['odd blanks', utf8({ ...plain, tipo: '\u00A0OTEC\t' }), 'OTEC'],
  ['NUL to the end of the field', utf8({ ...plain, tipo: 'OTEC\0\0' }), 'OTEC'],
  ['marks without a picture', utf8({ ...plain, tipo: '\uFEFFOT\u200BEC' }), 'OTEC'],
  ['EMPRESA', utf8({ ...plain, tipo: 'EMPRESA' }), 'EMPRESA'],
  ['null', utf8({ ...plain, tipo: null }), 'EMPRESA'],
  ['nothing', utf8({ ...plain, tipo: '' }), 'EMPRESA'],
  ['blanks alone', utf8({ ...plain, tipo: '    ' }), 'EMPRESA'],
  ['NULL', utf8({ ...plain, tipo: 'NULL' }), 'EMPRESA'],
  ['no field', utf8({ rut: plain.rut, dv: plain.dv }), 'EMPRESA'],
  ['a number as text', utf8({ ...plain, rut: '54000109' }), 'OTEC'],
  ['a small k', utf8({ ...plain, dv: 'k' }), 'OTEC'],
  ['a k with blanks', utf8({ ...plain, dv: ' K ' }), 'OTEC'],
  ['more fields', utf8({ ...plain, vigencia: '0001-01-01', nombre: null }), 'OTEC'],
  ['a byte order mark', utf8(`\uFEFF${JSON.stringify(plain)}`), 'OTEC'],
  ['Latin-1 without a word', latin1({ ...plain, nombre: 'Capacitación Ñuble' }), 'OTEC'],
  ['a body that it does not hold', missing(unlisted), 'EMPRESA'],
  [
    'a body that it does not hold, written as text',
    missing({ ...unlisted, numero: '54000109', digito: 'k' }),
    'EMPRESA',
  ],
  ['a kind that there is not', utf8({ ...plain, tipo: 'UNIVERSIDAD' }), 'EMPRESA', 'bad-record'],
  ['a kind that is a number', utf8({ ...plain, tipo: 1 }), 'EMPRESA', 'bad-record'],
  ['a kind that is a list', utf8({ ...plain, tipo: ['OTEC'] }), 'EMPRESA', 'bad-record'],
  ['another body', utf8({ ...plain, rut: 54_000_103, dv: '0' }), 'EMPRESA', 'other-person'],
  ...noAnswers.map(([what, wire, reason]) => [what, wire, 'EMPRESA', reason] as const),
];

test('[B8] register of OTEC and OTIC, malformed answers: the kind that clients get, and no user is locked out', async (t) => {
  const { read } = await uglyServer(t);
  t.true(answers.length >= 30);
  for (const [what, wire, kind, reason] of answers) {
    t.is(await read(wire, (registries) => companyKind(registries, otec)), kind, what);
    t.is((await read(wire, ({ otecRegistry }) => otecRegistry.kindOf(otec))) as unknown, reason ?? kind, what);
  }
});
