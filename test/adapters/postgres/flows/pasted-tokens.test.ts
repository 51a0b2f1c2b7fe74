import { randomUUID } from 'node:crypto';
import test from 'ava';
import { CAPTCHA_ANSWER, openTestApp } from '../../../helpers/app.ts';
import { invisible, odd, wide } from '../../../helpers/pasted.ts';

test('[B7] captchas and the tokens of links are read with the marks that a copied text brings along', async (t) => {
  const app = await openTestApp();
  t.teardown(app.stop);
  const { captcha, links, accounts, now } = app.deps;
  const answer = async (typed: string) => captcha.spend(await captcha.issue('recover-key'), 'recover-key', typed);
  for (const mark of invisible)
    t.is(await answer([...CAPTCHA_ANSWER].join(mark)), 'right', mark.codePointAt(0)?.toString(16));
  for (const blank of odd.blanks) t.is(await answer(`${blank}${CAPTCHA_ANSWER.toLowerCase()}${blank}`), 'right');
  t.is(await answer(wide(CAPTCHA_ANSWER)), 'right');
  t.is(await answer(`${CAPTCHA_ANSWER}\u200BX`), 'wrong');

  const rosa = await accounts.findByIdentifier('natural', '44000001-0' as never);
  const hour = new Date(now().getTime() + 3_600_000);
  const token = await links.issue('mailbox', rosa?.id ?? randomUUID(), hour);
  for (const mark of [...invisible, ...odd.blanks]) {
    const copied = `${token.slice(0, 20)}${mark}${token.slice(20)}${mark}`;
    t.truthy(await links.peek('mailbox', copied), mark.codePointAt(0)?.toString(16));
  }
  t.truthy(await links.spend('mailbox', `\u2068${token}\u2069`));
  t.is(await links.peek('mailbox', token), undefined, 'once all the same');
});
