import test from 'ava';
import { nameInMail } from '../../src/domain/name-in-mail.ts';

test('a name stays as it is where it has letters and ordinary signs', (t) => {
  for (const name of ['Aula Los Andes', "Capacitación O'Higgins & Hijos (Maule)", 'Ñandú – Nº 2'.replace('º', '')])
    t.is(nameInMail(name), name);
});

test('[threat 623] of a name in a mail no program makes a link, and it is one short line', (t) => {
  for (const name of [
    'https://malo.example/premio',
    'www.malo.example',
    'malo.example',
    'malo．example',
    'escriba a x@malo.example',
    'malo\u200b.example',
    'mailto:x@malo.example\r\nBcc: y@malo.example',
    '<a href="//malo.example">Premio</a>',
  ]) {
    const shown = nameInMail(name);
    t.notRegex(shown, /[:/@<>"\r\n]|\.\S/u, name);
  }
  t.is(nameInMail('malo.example'), 'malo·example');
  t.is([...nameInMail('a'.repeat(500))].length, 60);
  t.is(nameInMail('://'), '…');
});
