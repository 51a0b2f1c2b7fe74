import test from 'ava';
import { render } from '../../src/http/views.ts';
import { newVisitor, openChromiumFor } from '../helpers/chromium.ts';
import { nameOfSample, sampleAlarms, sampleNotices } from '../helpers/sample-notices.ts';
import { wordsOf } from '../helpers/spanish-messages.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { barriers, colourBarriers, overflow } from './quality.ts';

const looks = [
  { width: 320, colorScheme: 'light', rules: barriers },
  { width: 640, colorScheme: 'dark', rules: colourBarriers },
] as const;

test('every letter is without barriers by day and by night, asks nothing of elsewhere, and is never wider than its window', async (t) => {
  t.timeout(withinMs(120_000));
  const { page, complaints } = await newVisitor(await openChromiumFor(t), []);
  const faults: string[] = [];
  for (const notice of [...sampleNotices, ...sampleAlarms]) {
    await page.setContent(render('messages/mail', { ...wordsOf(notice) }));
    for (const { width, colorScheme, rules } of looks) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const over = await overflow(page);
      const found = [...(over > 0 ? [`${over} pixels too wide`] : []), ...(await rules(page))];
      faults.push(...found.map((fault) => `${nameOfSample(notice)}, ${width}, ${colorScheme}: ${fault}`));
    }
  }
  t.deepEqual(faults, []);
  t.deepEqual(complaints, []);
});
