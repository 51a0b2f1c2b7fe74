import test from 'ava';
import { entryOf } from '../../src/domain/entry-of.ts';
import { meantEmail } from '../../src/domain/meant-email.ts';

const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', ''];

test('[P2] a property name that every object inherits is no entry of a table', (t) => {
  for (const word of WORDS) t.is(entryOf({ clave: 1 }, word), undefined, word);
  t.is(entryOf({ clave: 1 }, 'clave'), 1);
});

test('[P5] a property name that every object inherits causes no question about an address', (t) => {
  for (const word of WORDS) t.is(meantEmail(`camila@correo.${word}`), undefined, word);
});
