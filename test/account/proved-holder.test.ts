import test, { type ExecutionContext } from 'ava';
import { provedInJourney, proveHolder } from '../../src/account/proved-holder.ts';
import { requestExport } from '../../src/account/request-export.ts';
import { updateData } from '../../src/account/update-data.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { parseMobile } from '../../src/domain/phone.ts';
import { changeQuestion } from '../../src/features/my-account/use-cases/change-question.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  actsOf,
  CHOSEN,
  camila,
  changeBy,
  coded,
  DAY,
  elsewhere,
  MINUTE,
  openWithCamila,
  owner,
  provisionalIn,
  recoverByCard,
  stranger,
} from '../helpers/recovery.ts';
import { again, camilaIn } from '../helpers/rights.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { digitsAt } from '../helpers/totp.ts';

const contacts = { email: parseEmail(stranger.email), mobile: parseMobile(camila.mobile) };
const asked = ['hold.begun', 'question.changed', 'export.requested', 'right.requested'];

/** Every act that asks for the proof, with one that was given. */
async function acts(t: ExecutionContext) {
  const app = await openWithCamila(t);
  const here = await camilaIn(app);
  const all = (proved: ReturnType<typeof provedAs>, account = here.account) => [
    updateData(app.deps, account, { changes: { contacts }, proved }, elsewhere()),
    changeQuestion(app.deps, proved, { id: 2, answer: 'chile' }, elsewhere()),
    askRight(app.deps, here, { kind: 'supresion', detail: undefined, proved }, elsewhere()),
  ];
  const codes = async (doing: readonly Promise<unknown>[]) => Promise.all(doing.map(coded));
  return { app, here, all, codes };
}

test('[second factor, threat 160] contacts, question, closing and export refuse a holder who did not prove the factor', async (t) => {
  const { app, here, all, codes } = await acts(t);
  await enrolled(app);
  const account = await accountNow(app);
  t.deepEqual(await codes(all(provedAs(account))), ['factor-unproved', 'factor-unproved', 'factor-unproved']);
  const another = { changes: { contacts }, proved: provedAs(account, 'another holder', 'settled') };
  t.is(await coded(updateData(app.deps, account, another, owner)), 'factor-unproved');
  t.is(await coded(askRight(app.deps, here, { kind: 'supresion', detail: undefined }, owner)), 'factor-unproved');
  t.is(await coded(requestExport(app.deps, here, again(), elsewhere())), 'factor-code-missing');
  const wrong = { ...again(), factor: '000000' };
  t.is(await coded(requestExport(app.deps, here, wrong, elsewhere())), 'factor-code-wrong');
  const trail = await actsOf(app);
  t.deepEqual(
    asked.filter((act) => trail.includes(act)),
    [],
  );
});

test('a factor that was enrolled after the proof is asked for; what was proved with an older key is refused', async (t) => {
  const { app, all, codes } = await acts(t);
  const before = provedAs(await accountNow(app));
  await enrolled(app);
  t.deepEqual(await codes(all(before)), ['factor-unproved', 'factor-unproved', 'factor-unproved']);
  await recoverByCard(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.email), CHOSEN), 'done');
  t.deepEqual(await codes(all(before, await accountNow(app))), ['key-stale', 'key-stale', 'key-stale']);
});

test('with the factor, and without one where there is none, all of them are done', async (t) => {
  for (const has of [true, false]) {
    const { app, here, all, codes } = await acts(t);
    const { secret } = has ? await enrolled(app) : { secret: '' };
    await app.advance(MINUTE);
    const account = await accountNow(app);
    t.deepEqual(await codes(all(provedAs(account, undefined, has ? 'young' : 'none'))), ['done', 'done', 'done']);
    const factor = has ? digitsAt(secret, app.deps.now()) : undefined;
    t.is(await coded(requestExport(app.deps, here, { ...again(), factor }, owner)), 'done');
  }
});

test('[floor 5] a factor is settled after seven days; printed codes by their own age too', async (t) => {
  const app = await openWithCamila(t);
  const { secret, printed } = await enrolled(app);
  const proved = async (typed: string) => {
    const holder = { account: await accountNow(app), actor: undefined };
    return (await proveHolder(app.deps, holder, typed, owner)).factor;
  };
  await app.advance(7 * DAY - MINUTE);
  t.is(await proved(digitsAt(secret, app.deps.now())), 'young');
  t.is(await proved(printed[0] ?? ''), 'young');
  await app.advance(2 * MINUTE);
  t.is(await proved(digitsAt(secret, app.deps.now())), 'settled');
  t.is(await proved(printed[1] ?? ''), 'settled');
});

test('a proof of a journey says what was proved in it', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  t.like(provedInJourney({ account, actor: 'rosa' }, 'settled'), { account, actor: 'rosa', factor: 'settled' });
});
