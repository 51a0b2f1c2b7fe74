import test from 'ava';
import { parseDeskReason, parseReasonWords, readDeskQuery } from '../../src/domain/desk.ts';
import { Refusal } from '../../src/domain/refusal.ts';

const codeOf = (read: () => unknown): string => {
  try {
    return `read ${JSON.stringify(read())}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

test('the search box reads an e-mail, a folio in any writing, and a number as RUT and as NIE', (t) => {
  t.deepEqual(readDeskQuery(' Camila@Correo.example '), { by: 'mail', email: 'Camila@correo.example' } as never);
  for (const typed of ['CS-7F3K-92QX', 'cs 7f3k 92qx', 'CS7F3K92QX'])
    t.deepEqual(readDeskQuery(typed), { by: 'folio', folio: 'CS-7F3K-92QX' });
  t.deepEqual(readDeskQuery('LD-7F3K-92QX'), { by: 'folio', folio: 'LD-7F3K-92QX' });
  t.deepEqual(readDeskQuery('44.000.003-7'), { by: 'number', rut: '44000003-7', nie: '44000003-7' } as never);
  t.deepEqual(readDeskQuery('199000001-4'), { by: 'number', rut: undefined, nie: '199000001-4' } as never);
});

test('any other text is refused, and no search runs for it', (t) => {
  for (const typed of ['', 'Camila', '44.000.003-8', 'CS-7F3K', '%', "' or 1=1 --"])
    t.is(
      codeOf(() => readDeskQuery(typed)),
      'search-unreadable',
      typed,
    );
  t.is(
    codeOf(() => readDeskQuery('camila@')),
    'email-invalid',
  );
});

test('a reason is chosen and written: neither alone is enough', (t) => {
  t.is(parseDeskReason('llamada'), 'llamada');
  for (const typed of ['', 'constructor', 'LLAMADA'])
    t.is(
      codeOf(() => parseDeskReason(typed)),
      'reason-missing',
      typed,
    );
  t.is(parseReasonWords('  Llamó por   su clave '), 'Llamó por su clave');
  for (const typed of ['', 'corto', '          ', '\u200B'.repeat(20)])
    t.is(
      codeOf(() => parseReasonWords(typed)),
      'reason-short',
      typed,
    );
  t.is(
    codeOf(() => parseReasonWords('a'.repeat(501))),
    'field-too-long',
  );
});
