import test from 'ava';
import { entryOf } from '../../src/domain/entry-of.ts';
import { meantEmail } from '../../src/domain/meant-email.ts';

const WORDS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', ''];

test('[P2] a word that every object knows is no entry of a table', (t) => {
  for (const word of WORDS) t.is(entryOf({ clave: 1 }, word), undefined, word);
  t.is(entryOf({ clave: 1 }, 'clave'), 1);
});

test('[P5] nobody is asked about an address by a word that every object knows', (t) => {
  for (const word of WORDS) t.is(meantEmail(`camila@correo.${word}`), undefined, word);
});
