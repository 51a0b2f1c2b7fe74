/** What somebody who can write rows gains by deleting an opened link of the mailbox (floor 15). */
import test from 'ava';
import { continueByMail, openMailbox, recoveryByMail } from '../../../../src/account/continue-by-mail.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { changeQuestion } from '../../../../src/features/my-account/use-cases/change-question.ts';
import { MOST_COUNTED } from '../../../../src/ports/audit.ts';
import type { TestHouse } from '../../../helpers/house.ts';
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
async function openedLink(house: TestHouse): Promise<void> {
  const way = recoveryByMail(house.world);
  const here = await begin(house, { mailOnly: true });
  await continueByMail(house.world, way, here, elsewhere());
  await openMailbox(house.world, way, await tokenIn(house, camila.email, 'recuperar/correo'), here.browser, owner);
}

const asksOther = async (house: TestHouse): Promise<string> => {
  const account = await accountNow(house);
  return coded(changeQuestion(house.world, account, { id: 3, answer: parseAnswer('de otro') }, elsewhere()));
};

const gone = {
  deleted: 'delete from links',
  'unused again': 'update links set used_at = null',
  'used long ago': `update links set used_at = used_at - interval '9 days' where used_at is not null`,
} as const;

for (const [how, sql] of Object.entries(gone))
  test(`[A11] mailbox: an opened link that is ${how} in the database leaves the question at rest for 72 hours`, async (t) => {
    const house = await openWithCamila(t);
    await openedLink(house);
    await attack(house, sql, {});
    t.is(await asksOther(house), 'question-rests');
    house.advance(72 * HOUR - 1000);
    t.is(await asksOther(house), 'question-rests');
    house.advance(2000);
    t.is(await asksOther(house), 'done');
  });

test('[A11] mailbox: an opening that somebody wrote into the trail rests nothing; more than are counted do', async (t) => {
  const house = await openWithCamila(t);
  const { id } = await accountNow(house);
  await inventAct(house, id, { act: 'mailbox.opened', details: {} });
  t.is(await asksOther(house), 'done');
  await inventAct(house, id, { act: 'mailbox.opened', details: {}, times: MOST_COUNTED });
  t.is(await asksOther(house), 'question-rests');
});
