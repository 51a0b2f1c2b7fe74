/** What an attacker who can write rows gains by deleting an opened link of the mailbox (floor 15). */
import test from 'ava';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { openMailbox } from '../../../../src/account/open-mailbox.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { changeQuestion } from '../../../../src/features/my-account/use-cases/change-question.ts';
import { recoveryByMail } from '../../../../src/features/recovery/use-cases/recovery-flow.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { provedAs } from '../../../helpers/proved.ts';
import {
  accountNow,
  begin,
  camila,
  coded,
  elsewhere,
  HOUR,
  openWithCamila,
  owner,
  tokenIn,
} from '../../../helpers/recovery.ts';
import { attack, inventAct } from '../../../helpers/tampered.ts';

/** A link in her mailbox was opened now. */
async function openedLink(app: TestApp): Promise<void> {
  const way = recoveryByMail(app.deps);
  const here = await begin(app, { mailOnly: true });
  await continueByMail(app.deps, way, here, elsewhere());
  await openMailbox(app.deps, way, await tokenIn(app, camila.email, 'recuperar/correo'), here.browser, owner);
}

const asksOther = async (app: TestApp): Promise<string> => {
  const account = await accountNow(app);
  return coded(changeQuestion(app.deps, provedAs(account), { id: 3, answer: parseAnswer('de otro') }, elsewhere()));
};

const gone = {
  deleted: 'delete from links',
  'unused again': 'update links set used_at = null',
  'used long ago': `update links set used_at = used_at - interval '9 days' where used_at is not null`,
} as const;

for (const [how, sql] of Object.entries(gone))
  test(`[A11, threat 77] mailbox: an opened link that is ${how} in the database leaves the question suspended for 72 hours`, async (t) => {
    const app = await openWithCamila(t);
    await openedLink(app);
    await attack(app, sql, {});
    t.is(await asksOther(app), 'question-rests');
    // A minute before the end: the clock of the test runs on while it works.
    app.advance(72 * HOUR - 60_000);
    t.is(await asksOther(app), 'question-rests');
    app.advance(60_000);
    t.is(await asksOther(app), 'done');
  });

test('[A11, threat 77] mailbox: an opening that was forged in the trail suspends nothing; more than are counted do', async (t) => {
  const app = await openWithCamila(t);
  const { id } = await accountNow(app);
  await inventAct(app, id, { act: 'mailbox.opened', details: {} });
  t.is(await asksOther(app), 'done');
  await inventAct(app, id, { act: 'mailbox.opened', details: {}, times: MOST_COUNTED });
  t.is(await asksOther(app), 'question-rests');
});
