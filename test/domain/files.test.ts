import test from 'ava';
import { kindOf, shownName } from '../../src/domain/files.ts';

test('the kind of a file is that of its first bytes', (t) => {
  const kind = (...bytes: number[]) => kindOf(Uint8Array.from(bytes));
  t.is(kind(0xff, 0xd8, 0xff, 0xe0), 'jpeg');
  t.is(kind(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0), 'png');
  t.is(kindOf(Buffer.from('%PDF-1.4')), 'pdf');
  for (const other of ['', 'GIF89a', '<svg', 'MZ', 'PK\x03\x04', ' %PDF-1.4', '%PD', '\x89PNG', 'RIFF'])
    t.is(kindOf(Buffer.from(other, 'latin1')), undefined, other);
});

test('a name is text to show: its last part, without what is not seen, and cut', (t) => {
  t.is(shownName('carnet.jpg'), 'carnet.jpg');
  t.is(shownName('../../etc/passwd'), 'passwd');
  t.is(shownName('C:\\Users\\ana\\mi  carné.PNG'), 'mi carné.PNG');
  t.is(shownName('a\u202egpj.exe\0\n'), 'agpj.exe');
  t.is([...shownName('ñ'.repeat(300))].length, 80);
  for (const empty of ['', '   ', '\u200b', '/', 'x/']) t.is(shownName(empty), 'archivo', JSON.stringify(empty));
});
