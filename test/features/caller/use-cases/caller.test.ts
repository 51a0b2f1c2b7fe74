/** Who telephones: what the desk learns by a link to a contact on file, and what that opens (rules, Caller). */
import test from 'ava';
import { callChoices } from '../../../../src/account/call-contacts.ts';
import { callProof } from '../../../../src/account/call-proof.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import type { Account, CompanyData } from '../../../../src/domain/account.ts';
import { rateLimits } from '../../../../src/domain/throttle.ts';
import { answerCall } from '../../../../src/features/caller/use-cases/answer-call.ts';
import { askCaller } from '../../../../src/features/caller/use-cases/ask-caller.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { asked, atDesk, hugo, otherThan, rosa } from '../../../helpers/calls.ts';
import { ofPanaderia, openCompany, panaderiaContacts } from '../../../helpers/companies.ts';
import {
  accountNow,
  actsOf,
  camila,
  coded,
  elsewhere,
  HOUR,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  replaceByCard,
  stranger,
  tokenIn,
  waitOut,
} from '../../../helpers/recovery.ts';
import { attack } from '../../../helpers/tampered.ts';

const proofOf = async (app: TestApp, by = rosa) => callProof(app.deps, (await accountNow(app)).id, by.id);
const stateOf = async (app: TestApp, id: string) => (await app.deps.deskCalls.find(id))?.state;
const answer = (app: TestApp, token: string, pressed: string) => answerCall(app.deps, token, pressed, owner);

test('[threat 240] the number that the agent says confirms the call, once, to that agent and for half an hour', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  t.is(await proofOf(app), undefined);
  t.is(await answer(app, token, call.numbers.said), 'confirmada');
  t.like(await proofOf(app), { contact: 'email', masked: 'c•••@c•••.example' });
  t.is(await proofOf(app, hugo), undefined);
  t.is(await coded(answer(app, token, call.numbers.said)), 'link-spent');
  app.advance(31 * MINUTE);
  t.is(await proofOf(app), undefined);
  t.deepEqual(
    (await actsOf(app)).filter((act) => act.startsWith('call.')),
    ['call.asked', 'call.confirmed'],
  );
});

test('[threat 241] a number that the agent did not say ends the check: a person who presses without hearing it opens nothing', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  t.is(await answer(app, token, otherThan(call)), 'otro-numero');
  t.is(await stateOf(app, call.id), 'otro-numero');
  t.is(await coded(answer(app, token, call.numbers.said)), 'link-spent');
  t.is(await proofOf(app), undefined);
});

test('[threat 240] «No llamé» is an alarm: trail, reviewers, and a notice to every contact whose «No fui yo» freezes', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app, rosa, 'mobile');
  t.is(await answer(app, token, 'no'), 'negada');
  t.is(await proofOf(app), undefined);
  t.true((await actsOf(app)).includes('call.denied'));
  const { calls, more } = await app.deps.deskCalls.denied(new Date(app.deps.now().getTime() - HOUR), 10);
  t.like(calls, [{ id: call.id, memberId: rosa.id, office: 'Temuco', state: 'negada' }]);
  t.false(more);
  for (const to of [camila.email, camila.mobile])
    t.regex((await messagesTo(app, to))[0]?.text ?? '', /no-fui-yo/, `${to} is told`);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.is(await outcomeOf(app, camila.key), 'account-frozen');
});

test('[threat 242] the link names no person, shows no number that the agent says, and is over after ten minutes', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  const [mail] = await messagesTo(app, camila.email);
  const whole = `${mail?.subject} ${mail?.text} ${mail?.html}`.replaceAll(token, '');
  t.notRegex(whole, /Camila|44\.000|Rojas/i);
  t.notRegex(whole.replaceAll(/https?:\S+|&#\d+;/g, ''), new RegExp(`\\b${call.numbers.said}\\b`));
  app.advance(11 * MINUTE);
  t.is(await coded(answer(app, token, call.numbers.said)), 'link-spent');
  t.is(await proofOf(app), undefined);
});

test('[threat 243] a new link takes the place of the one that waits, of whichever agent, and never of a confirmed one', async (t) => {
  const app = await openWithCamila(t);
  const first = await asked(app);
  const second = await asked(app, hugo);
  t.is(await stateOf(app, first.call.id), 'reemplazada');
  t.is(await coded(answer(app, first.token, first.call.numbers.said)), 'link-spent');
  await answer(app, second.token, second.call.numbers.said);
  await asked(app, rosa);
  t.truthy(await proofOf(app, hugo));
});

test('[threat 243] one agent sends a person three links an hour, all agents ten a day; a confirmed one gives its try back', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let turn = 0; turn < 4; turn += 1) {
    const { call, token } = await asked(app);
    await answer(app, token, call.numbers.said);
    app.advance(10 * MINUTE);
  }
  for (let turn = 0; turn < 3; turn += 1) await asked(app, rosa, turn % 2 ? 'mobile' : 'email');
  t.is(await coded(asked(app)), 'too-many-calls');
  await t.notThrowsAsync(asked(app, hugo, 'mobile'));
  const { id } = await accountNow(app);
  const next = await app.deps.throttles.peek(rateLimits.callsByAccount, id);
  t.is(next.used, 5, 'the next one is the fifth');
});

test('[threat 243] links of the desk spend nothing that a recovery of the key needs', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let turn = 0; turn < 3; turn += 1) await asked(app);
  await asked(app, hugo);
  const states = await Promise.all(
    [rosa, hugo].map(async ({ id: memberId }) => {
      const call = await app.deps.deskCalls.latest((await accountNow(app)).id, memberId);
      return (await app.deps.notifier.delivery(call?.message ?? '')).state;
    }),
  );
  t.true(states.includes('withheld'), 'the fourth within ten minutes is said to be withheld');
  const left = await app.deps.throttles.peek(rateLimits.messageByRecipient, 'proof', camila.run, camila.email);
  t.is(left.used, 1, 'the next one is the first');
});

test('[threat 244] a contact that was replaced since proves no caller', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({
    ...latest,
    personal: { ...latest.personal, email: stranger.email as typeof latest.personal.email },
  }));
  t.is(await coded(answer(app, token, call.numbers.said)), 'link-spent');
  t.is(await proofOf(app), undefined);
});

test('[threat 244] contacts that wait to take effect get no link: only those on file do', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  const { token } = await asked(app);
  t.not(token, '');
  t.false((await messagesTo(app, stranger.email)).some(({ text }) => /\/llamada\//.test(text)));
  await waitOut(app);
});

test('[threat 244] a mobile that no code was typed from gets no link', async (t) => {
  const app = await openWithCamila(t, { confirmed: false });
  t.is(await coded(asked(app, rosa, 'mobile')), 'call-contact-missing');
});

test('[threat 245] a check that another hand wrote as confirmed does not verify', async (t) => {
  const app = await openWithCamila(t);
  const { call } = await asked(app);
  const at = app.deps.now();
  const sql = `update desk_calls set state = 'confirmada', ended_at = :at, mac = set_byte(mac, 0, get_byte(mac, 0) # 1)
    where id = :id`;
  await attack(app, sql, { at, id: call.id });
  await t.throwsAsync(proofOf(app), { name: 'TamperedRow' });
});

test('what the trail keeps of a check: the agent by id, the office and the kind of contact, no number and no address', async (t) => {
  const app = await openWithCamila(t);
  const { call, token } = await asked(app);
  await answerCall(app.deps, token, call.numbers.said, elsewhere(9));
  const { id } = await accountNow(app);
  const rows = await app.deps.audit.read(id, { from: new Date(0), to: app.deps.now(), skip: 0, limit: 5 });
  const details = rows.filter(({ act }) => act.startsWith('call.')).map((row) => row.details);
  t.deepEqual(
    details.map((one) => one.staff),
    [rosa.id, rosa.id],
  );
  t.is(details.length, 2);
  t.is(atDesk.network, '203.0.113.40');
});

test('a company has its e-mail, the mobile and the own e-mail of its representative; a denied call is told to each', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const { rosas, office, mobile } = panaderiaContacts;
  const company = () => app.deps.accounts.findByIdentifier(ofPanaderia.profile, ofPanaderia.identifier);
  const id = (await company())?.id ?? '';
  await app.deps.accounts.change(id, (latest) => withRepresentatives(latest, { email: rosas, emailConfirmed: true }));
  const account = await company();
  t.deepEqual(account && callChoices(account).map(({ contact, masked }) => `${contact} ${masked}`), [
    'email c•••@p•••.example',
    'mobile +56 9 •••• 0001',
    'representative r•••@p•••.example',
  ]);
  await askCaller(app.deps, hugo, { accountId: id, contact: 'representative' }, atDesk);
  t.regex((await messagesTo(app, rosas))[0]?.text ?? '', /dice representar a la empresa/);
  await answer(app, await tokenIn(app, rosas, 'llamada'), 'no');
  for (const to of [rosas, office])
    t.regex((await messagesTo(app, to))[0]?.text ?? '', /dijo representar a la empresa/, to);
  t.regex((await messagesTo(app, mobile))[0]?.text ?? '', /dijeron ser/);
});

/** The account of a company whose representative has these contacts of their own. */
function withRepresentatives(account: Account, own: Partial<CompanyData['representative']>): Account {
  const { company } = account.personal;
  if (!company) return account;
  const representative = { ...company.representative, ...own };
  return { ...account, personal: { ...account.personal, company: { ...company, representative } } };
}
