import test from 'ava';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

test('names are in the order of their UTF-16 units, as the example of RFC 8785, 3.2.3', (t) => {
  const example = {
    '€': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '😀': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    ö: 'Latin Small Letter O With Diaeresis',
  };
  const order = ['\\r', '1', '\u0080', 'ö', '€', '😀', '\ufb33'];
  const names = [...canonicalJson(example).matchAll(/"([^"]+)":/g)].map(([, name]) => name);
  t.deepEqual(names, order);
});

test('strings are written as RFC 8785, 3.2.2.2; there is no space, and lists keep their order', (t) => {
  const string = '€$\u000f\nA\'B"\\\\"/';
  t.is(
    canonicalJson({ string, literals: [null, true, false], empty: {}, n: -0 }),
    `{"empty":{},"literals":[null,true,false],"n":0,"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
  );
});

test('a number that is not a whole one is refused, since writers differ in its text', (t) => {
  for (const number of [1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])
    t.throws(() => canonicalJson({ number }), undefined, String(number));
});
