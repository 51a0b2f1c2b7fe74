import test from 'ava';
import type { Notice } from '../../../src/ports/notice.ts';
import { noticeOfBefore } from '../../helpers/notice-of-before.ts';
import { nameOfSample, sampleNotices } from '../../helpers/sample-notices.ts';
import { wordsOf } from '../../helpers/spanish-messages.ts';

/** A notice as the version before could queue it: no answer to a right named its ground. */
const known = (notice: Notice): Notice =>
  notice.kind === 'right-answered' ? { ...notice, ground: undefined } : notice;

for (const notice of sampleNotices)
  test(`${nameOfSample(notice)}: a row that the version before queued becomes the same mail and SMS`, (t) => {
    t.deepEqual(wordsOf(noticeOfBefore(known(notice))), wordsOf(known(notice)));
  });

test('rows of the version before hold words', (t) => {
  const of = (kind: string) => noticeOfBefore(sampleNotices.find((one) => one.kind === kind) as never);
  t.like(of('update-asked'), { at: '22-11-2026 a las 10.15 (hora de Santiago)', waiting: 'Email y Celular' });
  t.like(of('representatives-changed'), { left: 'Pedro Antonio Muñoz Rojas', joined: 'RUT 44.•••.•••-7' });
  t.like(of('right-extended'), { right: 'Oposición a un uso de mis datos', due: '21-01-2027' });
});

test('a list of representatives names at most those that the notice holds, and how many more there are', (t) => {
  const changed = sampleNotices.find((one) => one.kind === 'representatives-changed');
  if (!changed) return t.fail();
  const joined = { named: [{ name: 'Ana Rojas' }, { maskedRut: '44.•••.•••-7' }], more: 3 };
  const { details } = wordsOf({ ...changed, joined });
  t.deepEqual(details?.at(-1), { label: 'Figura ahora', value: 'Ana Rojas, RUT 44.•••.•••-7 y 3 más' });
});
