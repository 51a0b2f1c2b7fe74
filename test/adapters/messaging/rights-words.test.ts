import test from 'ava';
import type { Day } from '../../../src/domain/working-days.ts';
import type { Notice } from '../../../src/ports/notice.ts';
import { noticeOfBefore } from '../../helpers/notice-of-before.ts';
import { sampleNotices } from '../../helpers/sample-notices.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const kinds: readonly Notice['kind'][] = [
  'export-ready',
  'right-requested',
  'block-begun',
  'block-lifted',
  'right-extended',
  'right-answered',
];
const notices = sampleNotices.filter(({ kind }) => kinds.includes(kind));

for (const notice of notices) {
  test(`${notice.kind}: one SMS of GSM-7, a mail with usted, and every fact of the notice in it`, (t) => {
    const mail = wordsOf(notice);
    const text = plainText(mail);
    t.true(mail.sms.length <= 160 && /^[\x20-\x7e]*$/.test(mail.sms), `${mail.sms.length}: ${mail.sms}`);
    t.false(/\b(tu|tus|te|ti)\b/i.test(text), 'usted');
    t.true(mail.subject.length <= 60, mail.subject);
    const facts = Object.entries(noticeOfBefore(notice)).filter(
      ([name]) => !['kind', 'decision', 'ground'].includes(name),
    );
    for (const [, fact] of facts) t.true(text.includes(String(fact)), String(fact));
    t.regex(text, /800 80 10 30/);
  });
}

test('each kind has its sample', (t) => {
  t.is(notices.length, kinds.length);
});

test('an answer that does not grant everything names its ground and the article', (t) => {
  const answer = { kind: 'right-answered', folio: 'LD-1', right: 'supresion', decision: 'rechazada' } as const;
  const said = plainText(wordsOf({ ...answer, ground: 'funcion-legal', reasons: 'Por eso.' }));
  t.regex(said, /Fundamento: SENCE necesita esos datos para una función .*\(Ley 21\.719, arts\.\s7 y 20\)/);
  t.notRegex(plainText(wordsOf({ ...answer, reasons: undefined })), /Fundamento/);
});

test('every answer, also one that grants all, names the Agencia and the thirty working days', (t) => {
  for (const decision of ['acogida', 'acogida-en-parte', 'rechazada'] as const)
    for (const until of ['2027-01-06' as Day, undefined]) {
      const right = 'acceso';
      const said = plainText(wordsOf({ kind: 'right-answered', folio: 'LD-1', right, decision, reasons: '', until }));
      t.regex(said, /Agencia de Protección de Datos Personales dentro de 30 días hábiles/);
      t.is(said.includes('hasta el 06-01-2027'), until !== undefined);
    }
});
