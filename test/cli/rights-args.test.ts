import test from 'ava';
import { UsageError } from '../../src/cli/args.ts';
import { readRightsArgs } from '../../src/cli/rights-args.ts';

const FOLIO = 'LD-7F3K-9QWM';
const GROUND = ['--ground', 'datos-exactos'];
const BY = ['--by', 'Ana Soto'];

test('each command is read with its folio and the name of the operator', (t) => {
  const one = { folio: FOLIO, by: 'Ana Soto' };
  t.deepEqual(readRightsArgs(['list']), { verb: 'list', all: false, json: false, limit: 50 });
  t.deepEqual(readRightsArgs(['list', '--all', '--json', '--limit', '7']), {
    verb: 'list',
    all: true,
    json: true,
    limit: 7,
  });
  for (const verb of ['show', 'review'] as const) t.deepEqual(readRightsArgs([verb, FOLIO, ...BY]), { verb, ...one });
  for (const verb of ['extend', 'lift'] as const)
    t.deepEqual(readRightsArgs([verb, FOLIO, ...BY, '--reasons', '-']), { verb, ...one, reasons: '-' });
  t.deepEqual(
    readRightsArgs(['answer', FOLIO, ...BY, '--decision', 'rechazada', ...GROUND, '--reasons', 'r.txt', '--yes']),
    {
      verb: 'answer',
      ...one,
      decision: 'rechazada',
      ground: 'datos-exactos',
      reasons: 'r.txt',
      sure: true,
    },
  );
  t.like(readRightsArgs(['answer', FOLIO, ...BY, '--decision', 'acogida']), { reasons: undefined, sure: false });
  for (const words of [['--help'], ['-h'], ['answer', '--help']]) t.deepEqual(readRightsArgs(words), { verb: 'help' });
});

test('a folio is accepted as it is heard on the telephone', (t) => {
  for (const heard of ['ld-7f3k-9qwm', 'LD7F3K9QWM', 'ld 7f3k 9qwm'])
    t.like(readRightsArgs(['show', heard, ...BY]), { folio: FOLIO }, heard);
});

test('mistakes of the command line are reported in Spanish', (t) => {
  const wrong: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [[], /falta la orden/],
    [['close'], /no existe la orden close/],
    [['list', FOLIO], /no lleva folio/],
    [['list', '--limit', '0'], /de 1 a 1000/],
    [['list', '--limit', '1001'], /de 1 a 1000/],
    [['list', '--limit', 'diez'], /de 1 a 1000/],
    [['list', '--todo'], /no existe la opción --todo/],
    [['list', '--all=si'], /--all no lleva valor/],
    [['show', ...BY], /va un folio/],
    [['show', FOLIO, FOLIO, ...BY], /va un folio/],
    [['show', 'LD-1', ...BY], /no es un folio: LD-1/],
    [['show', 'LD-7F3K-9QWO', ...BY], /no es un folio/],
    [['show', FOLIO], /falta --by/],
    [['review', FOLIO, '--by', '  '], /falta --by/],
    [['review', FOLIO, '--by'], /--by le falta su valor/],
    [['review', FOLIO, '--by', 'A'], /nombre de quien actúa/],
    [['review', FOLIO, '--by', 'Ana 44.000.001-0'], /sin RUT/],
    [['review', FOLIO, '--by', '44 000 001'], /sin RUT/],
    [['review', FOLIO, '--by', 'ana@sence.example'], /sin RUT ni correo/],
    [['review', FOLIO, '--by', 'Ana\u202eSoto'], /nombre de quien actúa/],
    [['extend', FOLIO, ...BY], /falta --reasons/],
    [['lift', FOLIO, ...BY, '--reasons', ''], /falta --reasons/],
    [['answer', FOLIO, ...BY], /falta --decision/],
    [['answer', FOLIO, ...BY, '--decision', 'parcial'], /no existe la decisión parcial/],
    [['answer', FOLIO, ...BY, '--decision', 'rechazada'], /falta --reasons/],
    [['answer', FOLIO, ...BY, '--decision', 'acogida-en-parte', '--yes'], /falta --reasons/],
    [['answer', FOLIO, ...BY, '--decision', 'rechazada', '--reasons', '-'], /falta --ground CÓDIGO/],
    [
      ['answer', FOLIO, ...BY, '--decision', 'rechazada', '--reasons', '-', '--ground', 'x'],
      /no existe el fundamento x: ident/,
    ],
    [['answer', FOLIO, ...BY, '--decision', 'acogida', ...GROUND], /--ground va con lo que no se acoge/],
  ];
  for (const [words, said] of wrong) {
    const error = t.throws(() => readRightsArgs(words), { instanceOf: UsageError }, words.join(' '));
    t.regex(error?.message ?? '', said, words.join(' '));
  }
});

test('the name of a person, an office or a shift is recorded in the trail as it is spelled', (t) => {
  const decomposed = 'Rene\u0301 Ñancupil';
  for (const [typed, kept] of [
    [decomposed, 'René Ñancupil'],
    ['  Ana   Soto ', 'Ana Soto'],
    ["Oficina O'Higgins (turno 2)", "Oficina O'Higgins (turno 2)"],
    ['mesa-7', 'mesa-7'],
  ] as const)
    t.like(readRightsArgs(['review', FOLIO, '--by', typed]), { by: kept }, typed);
});
