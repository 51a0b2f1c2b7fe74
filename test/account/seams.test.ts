/** Where two rules meet: an act that one rule lets through because another rule was not checked. */
import test from 'ava';
import { answerContest } from '../../src/account/answer-contest.ts';
import { proveCedulaCode, sendCedulaCode } from '../../src/account/cedula-code.ts';
import { checkCedula } from '../../src/account/check-cedula.ts';
import { continueByMail } from '../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { companyNow } from '../../src/account/representation.ts';
import { stopByCard } from '../../src/account/stop-doubted.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { beginUpdate } from '../../src/features/data-update/use-cases/begin-update.ts';
import { answerPair } from '../../src/features/data-update/use-cases/update-steps.ts';
import { contestIdentity } from '../../src/features/identity/use-cases/contest-identity.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { answerQuestion, confirmAddress } from '../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../src/features/recovery/use-cases/recovery-flow.ts';
import { resendKey } from '../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import type { TestApp } from '../helpers/app.ts';
import { changeSii, openCompany } from '../helpers/companies.ts';
import {
  accountNow,
  begin,
  beginWithCard,
  camila,
  changeBy,
  changeByLink,
  coded,
  codeIn,
  elsewhere,
  HOUR,
  MINUTE,
  messagesTo,
  openAppFor,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByCard,
  replaceByCard,
  stepOf,
  stranger,
  tokenIn,
  waitOut,
} from '../helpers/recovery.ts';
import { registration, visitorFrom } from '../helpers/registration.ts';
import {
  contestBy,
  holderOf,
  recoveryBeginningOf,
  squat,
  squattedCompany,
  squattedRun,
  squatter,
  useAtClient,
} from '../helpers/squatter.ts';

const thief = elsewhere(66);

// --- a contest, and what was begun before it

test('[A3] a key that was sent before a contest began raises no identity while it runs', async (t) => {
  const app = await openAppFor(t);
  await squat(app, squattedRun);
  await useAtClient(app, squattedRun, true);
  const of = await recoverByCard(app, {}, thief);
  const key = await provisionalIn(app, squatter.email);
  t.like(await contestIdentity(app.deps, contestBy(squattedRun), owner), { outcome: 'waiting' });
  t.is(await changeBy(app, key, 'Otra clave del ocupante 5', { browser: of.browser }), 'done');
  t.like(await holderOf(app, squattedRun), { identidad: 'declarada', contest: 'open' });
  await waitOut(app);
  t.is(await app.deps.accounts.findByIdentifier('natural', camila.run), undefined, 'the number opens to who contested');
});

test('[A3] a recovery under way when the number is reclaimed sends nothing, and the account stays stopped', async (t) => {
  const app = await openAppFor(t);
  await squat(app, squattedRun);
  const { id } = await holderOf(app, squattedRun);
  const of = await beginWithCard(app, {}, thief);
  await confirmAddress(app.deps, of, true);
  t.like(await contestIdentity(app.deps, contestBy(squattedRun), owner), { outcome: 'returned' });
  await coded(sendKey(app.deps, of, thief));
  t.is(await tokenIn(app, squatter.email, 'recuperar/clave'), '');
  const link = await tokenIn(app, squatter.email, 'recuperar/clave');
  await changeByLink(app, link, await codeIn(app, squatter.mobile));
  t.is((await app.deps.accounts.find(id))?.state, 'congelada');
});

test('[A17, threat 53] an empty list of the SII on the day when a contest ends refuses no representative for good', async (t) => {
  const app = await openAppFor(t);
  await squat(app, squattedCompany);
  await useAtClient(app, squattedCompany);
  await contestIdentity(app.deps, contestBy(squattedCompany), owner);
  const { taxRegistry } = app.deps;
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  app.advance(72 * HOUR + MINUTE);
  await t.throwsAsync(applyDueChange(app.deps), { instanceOf: Unavailable });
  Object.assign(app.deps, { taxRegistry });
  app.advance(20 * MINUTE);
  while (await applyDueChange(app.deps));
  const { profile, identifier } = squattedCompany;
  t.is(await app.deps.accounts.findByIdentifier(profile, identifier), undefined, 'the number opened after all');
});

// --- the SII's list

test('[A17] a list that was empty once leaves the mobile confirmed', async (t) => {
  const app = await openAppFor(t);
  await openCompany(app);
  const before = (await holderOf(app, squattedCompany)).confirmed;
  t.truthy(before.mobile);
  const { taxRegistry } = app.deps;
  changeSii(app, (company) => ({ ...company, representantes: [] }));
  await companyNow(app.deps, squattedCompany.identifier as never);
  t.is((await holderOf(app, squattedCompany)).confirmed.mobile, undefined);
  Object.assign(app.deps, { taxRegistry });
  app.advance(20 * MINUTE);
  await companyNow(app.deps, squattedCompany.identifier as never);
  t.deepEqual((await holderOf(app, squattedCompany)).confirmed, before);
});

test('[A12] a representative who leaves the list of the SII during a recovery gets no key of the company, nor does another', async (t) => {
  const app = await openAppFor(t, { policy: 'guia' });
  await openCompany(app);
  const beginning = { ...recoveryBeginningOf(squattedCompany), run: undefined };
  const [late, sent] = [await beginWithCard(app, beginning, thief), await beginWithCard(app, beginning, thief)];
  await confirmAddress(app.deps, late, true);
  await confirmAddress(app.deps, sent, true);
  await sendKey(app.deps, sent, thief);
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== parseRun(squattedCompany.run)),
  }));
  await companyNow(app.deps, squattedCompany.identifier as never);
  const { id } = await holderOf(app, squattedCompany);
  await coded(sendKey(app.deps, late, thief));
  t.is(await app.deps.provisionalKeys.outstanding(id), undefined);
  t.is(await stepOf(app, late), 'representative', 'the next page asks who represents it');
  app.advance(2 * MINUTE);
  await coded(resendKey(app.deps, sent, thief));
  t.is(await app.deps.provisionalKeys.outstanding(id), undefined);
});

// --- «Me robaron»

/** Frozen by «No fui yo»; the card is shown after it, and then a second link says that the wallet was stolen. */
async function stolenMeanwhile(app: TestApp) {
  await outcomeOf(app, camila.key);
  const first = await tokenIn(app, camila.email, 'no-fui-yo');
  await outcomeOf(app, camila.key, { visitor: elsewhere(3) });
  const second = await tokenIn(app, camila.email, 'no-fui-yo');
  await freezeAccount(app.deps, first, owner);
  const of = await recoverByCard(app, {}, thief);
  const link = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  assertSent(link, code);
  app.advance(2 * MINUTE);
  await freezeAccount(app.deps, second, owner, { stolen: true });
  return { of, link, code };
}

/** Ensures that no test passes because nothing was sent at all. */
function assertSent(...found: readonly string[]): void {
  if (found.includes('')) throw new Error('nothing was sent before the theft was reported');
}

test('[stolen card] a key that the stolen card got before the theft was reported opens nothing after it', async (t) => {
  const app = await openWithCamila(t);
  const { link, code } = await stolenMeanwhile(app);
  t.not(await changeByLink(app, link, code), 'done');
  const { state, stolenAt } = await accountNow(app);
  t.is(state, 'congelada');
  t.truthy(stolenAt);
});

test('[stolen card] «No me llegó» sends no other key for the stolen card', async (t) => {
  const app = await openWithCamila(t);
  const { of, link } = await stolenMeanwhile(app);
  t.is(await coded(resendKey(app.deps, of, thief)), 'card-stolen');
  t.is(await tokenIn(app, camila.email, 'recuperar/clave'), link);
});

// --- what reveals who has an account

test('[C3] the page of the code before a card is the same, whether the number has an account or not and whatever its contacts', async (t) => {
  for (const contact of ['email', 'mobile'] as const) {
    const app = await openWithCamila(t, { policy: 'segura', throttles: 'on', confirmed: false, card: true });
    const account = await accountNow(app);
    const of = (who: string, accountId?: string) => ({
      ticket: { accountId, who, page: '/aqui', until: new Date(app.deps.now().getTime() + HOUR).toISOString() },
      contact,
      browser: `navegador de ${who}`,
    });
    const journeys = [of('natural:44000003-7', account.id), of('natural:44000113-0')];
    const steps: readonly (readonly [string, (place: (typeof journeys)[number]) => Promise<unknown>])[] = [
      ['a code that was not requested', (place) => proveCedulaCode(app.deps, place, '000000')],
      ['asked', (place) => sendCedulaCode(app.deps, place)],
      ['asked by a second click', (place) => sendCedulaCode(app.deps, place)],
      ['a third click', (place) => sendCedulaCode(app.deps, place)],
      ['and a fourth', (place) => sendCedulaCode(app.deps, place)],
      ...[1, 2, 3, 4, 5, 6].map(
        (turn) =>
          [`wrong ${turn}`, (place: (typeof journeys)[number]) => proveCedulaCode(app.deps, place, '000000')] as const,
      ),
    ];
    for (const [what, act] of steps) {
      const said: string[] = [];
      for (const place of journeys) said.push(await coded(act(place)));
      t.is(said[0], said[1], `${contact}: ${what}`);
      await app.mailbox();
    }
  }
});

// --- what attackers spend

test('[A4] attackers who register the number of an owner use up no link of «Continuar por correo» of the owner', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 12; place += 1) {
    const asked = registration({
      run: camila.run,
      key: new Secret('Zapallo camote 58'),
      email: parseEmail(`uno${place}@malo.example`),
    });
    // Past the network's budget no page says that the number is registered.
    for (let turn = 0; turn < 12; turn += 1)
      await coded(registerNatural(app.deps, asked, visitorFrom(`203.0.${place}.9`)));
    app.advance(11 * MINUTE);
  }
  const of = await begin(app, { mailOnly: true }, owner);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, owner);
  const { mailMessage = '' } = (await app.deps.recoveries.find(of.id, of.browser)) ?? {};
  t.like(await app.deps.notifier.delivery(mailMessage), { state: 'queued' });
  t.is((await messagesTo(app, camila.email)).filter(({ subject }) => /intentó registrar/.test(subject)).length, 6);
});

test('[floor 7, threat 20, threat 33] a former mailbox may freeze once in 24 hours, and a contact on file may do so all the same', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app, {}, owner);
  await waitOut(app);
  const disputed = await tokenIn(app, camila.email, 'revertir');
  await disputeChange(app.deps, disputed, thief);
  t.is((await accountNow(app)).state, 'congelada');
  const { id } = await accountNow(app);
  await app.deps.accounts.change(id, (latest) => ({ ...latest, state: 'activa' }));
  await outcomeOf(app, camila.key);
  await freezeAccount(app.deps, await tokenIn(app, stranger.email, 'no-fui-yo'), owner);
  t.is((await accountNow(app)).state, 'congelada');
});

test('[A4] wrong answers of attackers do not keep a user who has the key from updating their data', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(app, {}, elsewhere());
  for (let turn = 0; turn < 6; turn += 1) await coded(answerQuestion(app.deps, of, parseAnswer('otra'), elsewhere()));
  const browser = 'la casa';
  const asked = {
    profile: 'natural',
    identifier: camila.run,
    key: new Secret(camila.key),
    device: undefined,
    browser,
  } as const;
  const update = { id: await beginUpdate(app.deps, asked, owner), browser };
  const { question } = await accountNow(app);
  t.is(await coded(answerPair(app.deps, update, { id: question?.id ?? 0, answer: 'boby' }, owner)), 'done');
});

test('[A4] when attackers spent every card of a RUN its known device can still stop, answer and reclaim by the card', async (t) => {
  const spend = async ({ deps }: TestApp) => {
    for (const network of Array.from({ length: 11 }, (_, place) => visitorFrom(`203.0.${place + 1}.9`)))
      for (let turn = 0; turn < 3; turn += 1)
        await coded(checkCedula(deps, camila.run, requireSerial('599999999'), network));
  };
  const serial = requireSerial(camila.serial);
  const mine = await openWithCamila(t, { throttles: 'on' });
  const account = await accountNow(mine);
  const cookie = mine.deps.devices.remember(undefined, account);
  await replaceByCard(mine, {}, thief);
  await spend(mine);
  t.is(await coded(stopByCard(mine.deps, { account }, serial, { ...owner, browser: 'otro' })), 'cedula-at-desk');
  t.is(await coded(stopByCard(mine.deps, { account }, serial, { ...owner, cookie })), 'done');

  const changed = await openWithCamila(t, { throttles: 'on' });
  await replaceByCard(changed, {}, thief);
  await waitOut(changed);
  const token = await tokenIn(changed, camila.email, 'revertir');
  await disputeChange(changed.deps, token, owner);
  await spend(changed);
  const here = { ...owner, cookie: changed.deps.devices.remember(undefined, await accountNow(changed)) };
  t.is(await coded(revertContacts(changed.deps, { token, serial }, here)), 'done');

  const contested = await openAppFor(t, { throttles: 'on' });
  await squat(contested, squattedRun);
  const held = await useAtClient(contested, squattedRun, true);
  await contestIdentity(contested.deps, contestBy(squattedRun), owner);
  await spend(contested);
  const device = contested.deps.devices.remember(undefined, held);
  const answer = { token: await tokenIn(contested, squatter.email, 'disputa'), serial, device };
  t.is(await answerContest(contested.deps, answer, elsewhere(7)), 'proved');
});
