/** Where two rules meet: what one part of an account's life lets through because another part was not asked. */
import test from 'ava';
import { answerContest } from '../../src/account/answer-contest.ts';
import { proveCedulaCode, sendCedulaCode } from '../../src/account/cedula-code.ts';
import { checkCedula } from '../../src/account/check-cedula.ts';
import { continueByMail, recoveryByMail } from '../../src/account/continue-by-mail.ts';
import { stopByCard } from '../../src/account/doubt-hold.ts';
import { freezeAccount } from '../../src/account/freeze-account.ts';
import { companyNow } from '../../src/account/representation.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseEmail } from '../../src/domain/email.ts';
import { PlainKey } from '../../src/domain/key.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { beginUpdate } from '../../src/features/data-update/use-cases/begin-update.ts';
import { answerPair } from '../../src/features/data-update/use-cases/update-steps.ts';
import { contestIdentity } from '../../src/features/identity/use-cases/contest-identity.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { settleHold } from '../../src/features/pending-changes/use-cases/settle-hold.ts';
import { answerQuestion, confirmAddress } from '../../src/features/recovery/use-cases/recover-key.ts';
import { resendKey } from '../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../src/features/recovery/use-cases/send-key.ts';
import { registerNatural } from '../../src/features/registration/use-cases/register-natural.ts';
import { Unavailable } from '../../src/ports/unavailable.ts';
import { changeSii, openCompany } from '../helpers/companies.ts';
import type { TestHouse } from '../helpers/house.ts';
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
  openHouseFor,
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
  useAtPlatform,
} from '../helpers/squatter.ts';

const thief = elsewhere(66);

// --- a contest, and what was begun before it

test('[A3] a key that was sent before a contest began raises no identity while it runs', async (t) => {
  const house = await openHouseFor(t);
  await squat(house, squattedRun);
  await useAtPlatform(house, squattedRun, true);
  const of = await recoverByCard(house, {}, thief);
  const key = await provisionalIn(house, squatter.email);
  t.like(await contestIdentity(house.world, contestBy(squattedRun), owner), { outcome: 'waiting' });
  t.is(await changeBy(house, key, 'Otra clave del ocupante 5', { browser: of.browser }), 'done');
  t.like(await holderOf(house, squattedRun), { identidad: 'declarada', contest: 'open' });
  await waitOut(house);
  t.is(
    await house.world.accounts.findByIdentifier('natural', camila.run),
    undefined,
    'the number opens to who contested',
  );
});

test('[A3] a recovery that was under way when the number was taken back sends nothing, and the account stays stopped', async (t) => {
  const house = await openHouseFor(t);
  await squat(house, squattedRun);
  const { id } = await holderOf(house, squattedRun);
  const of = await beginWithCard(house, {}, thief);
  await confirmAddress(house.world, of, true);
  t.like(await contestIdentity(house.world, contestBy(squattedRun), owner), { outcome: 'returned' });
  await coded(sendKey(house.world, of, thief));
  t.is(await tokenIn(house, squatter.email, 'recuperar/clave'), '');
  const link = await tokenIn(house, squatter.email, 'recuperar/clave');
  await changeByLink(house, link, await codeIn(house, squatter.mobile));
  t.is((await house.world.accounts.find(id))?.state, 'congelada');
});

test('[A17] an empty list of the SII on the day when a contest ends refuses nobody for good', async (t) => {
  const house = await openHouseFor(t);
  await squat(house, squattedCompany);
  await useAtPlatform(house, squattedCompany);
  await contestIdentity(house.world, contestBy(squattedCompany), owner);
  const { taxRegistry } = house.world;
  changeSii(house, (company) => ({ ...company, representantes: [] }));
  house.advance(72 * HOUR + MINUTE);
  await t.throwsAsync(settleHold(house.world), { instanceOf: Unavailable });
  Object.assign(house.world, { taxRegistry });
  house.advance(20 * MINUTE);
  while (await settleHold(house.world));
  const { profile, identifier } = squattedCompany;
  t.is(await house.world.accounts.findByIdentifier(profile, identifier), undefined, 'the number opened after all');
});

// --- the SII's list

test('[A17] a list that was empty once leaves the mobile confirmed', async (t) => {
  const house = await openHouseFor(t);
  await openCompany(house);
  const before = (await holderOf(house, squattedCompany)).confirmed;
  t.truthy(before.mobile);
  const { taxRegistry } = house.world;
  changeSii(house, (company) => ({ ...company, representantes: [] }));
  await companyNow(house.world, squattedCompany.identifier as never);
  t.is((await holderOf(house, squattedCompany)).confirmed.mobile, undefined);
  Object.assign(house.world, { taxRegistry });
  house.advance(20 * MINUTE);
  await companyNow(house.world, squattedCompany.identifier as never);
  t.deepEqual((await holderOf(house, squattedCompany)).confirmed, before);
});

test('[A12] who left the list of the SII in the middle of a recovery is sent no key of the company, nor another one', async (t) => {
  const house = await openHouseFor(t, { policy: 'guia' });
  await openCompany(house);
  const beginning = { ...recoveryBeginningOf(squattedCompany), run: undefined };
  const [late, sent] = [await beginWithCard(house, beginning, thief), await beginWithCard(house, beginning, thief)];
  await confirmAddress(house.world, late, true);
  await confirmAddress(house.world, sent, true);
  await sendKey(house.world, sent, thief);
  changeSii(house, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== parseRun(squattedCompany.run)),
  }));
  await companyNow(house.world, squattedCompany.identifier as never);
  const { id } = await holderOf(house, squattedCompany);
  await coded(sendKey(house.world, late, thief));
  t.is(await house.world.provisionalKeys.outstanding(id), undefined);
  t.is(await stepOf(house, late), 'representative', 'the next page asks who represents it');
  house.advance(2 * MINUTE);
  await coded(resendKey(house.world, sent, thief));
  t.is(await house.world.provisionalKeys.outstanding(id), undefined);
});

// --- «Me robaron»

/** Frozen by «No fui yo»; the card is shown after it, and then a second link says that the wallet was stolen. */
async function stolenMeanwhile(house: TestHouse) {
  await outcomeOf(house, camila.key);
  const first = await tokenIn(house, camila.email, 'no-fui-yo');
  await outcomeOf(house, camila.key, { visitor: elsewhere(3) });
  const second = await tokenIn(house, camila.email, 'no-fui-yo');
  await freezeAccount(house.world, first, owner);
  const of = await recoverByCard(house, {}, thief);
  const link = await tokenIn(house, camila.email, 'recuperar/clave');
  const code = await codeIn(house, camila.mobile);
  assertSent(link, code);
  house.advance(2 * MINUTE);
  await freezeAccount(house.world, second, owner, { stolen: true });
  return { of, link, code };
}

/** So that no test passes because nothing was sent at all. */
function assertSent(...found: readonly string[]): void {
  if (found.includes('')) throw new Error('nothing was sent before the theft was told');
}

test('[thief in the house] what the stolen card was sent before the theft was told opens nothing after it', async (t) => {
  const house = await openWithCamila(t);
  const { link, code } = await stolenMeanwhile(house);
  t.not(await changeByLink(house, link, code), 'done');
  const { state, stolenAt } = await accountNow(house);
  t.is(state, 'congelada');
  t.truthy(stolenAt);
});

test('[thief in the house] «No me llegó» sends the stolen card no other key', async (t) => {
  const house = await openWithCamila(t);
  const { of, link } = await stolenMeanwhile(house);
  t.is(await coded(resendKey(house.world, of, thief)), 'card-stolen');
  t.is(await tokenIn(house, camila.email, 'recuperar/clave'), link);
});

// --- what tells who has an account

test('[C3] the code that lets a card be shown looks alike, whoever holds the number and whichever contacts', async (t) => {
  for (const contact of ['email', 'mobile'] as const) {
    const house = await openWithCamila(t, { policy: 'segura', throttles: 'on', confirmed: false, card: true });
    const account = await accountNow(house);
    const of = (who: string, accountId?: string) => ({
      ticket: { accountId, who, page: '/aqui', until: new Date(house.world.now().getTime() + HOUR).toISOString() },
      contact,
      browser: `navegador de ${who}`,
    });
    const journeys = [of('natural:44000003-7', account.id), of('natural:44000113-0')];
    const steps: readonly (readonly [string, (place: (typeof journeys)[number]) => Promise<unknown>])[] = [
      ['a code that nobody asked for', (place) => proveCedulaCode(house.world, place, '000000')],
      ['asked', (place) => sendCedulaCode(house.world, place)],
      ['asked by a second click', (place) => sendCedulaCode(house.world, place)],
      ['a third click', (place) => sendCedulaCode(house.world, place)],
      ['and a fourth', (place) => sendCedulaCode(house.world, place)],
      ...[1, 2, 3, 4, 5, 6].map(
        (turn) =>
          [
            `wrong ${turn}`,
            (place: (typeof journeys)[number]) => proveCedulaCode(house.world, place, '000000'),
          ] as const,
      ),
    ];
    for (const [what, act] of steps) {
      const said: string[] = [];
      for (const place of journeys) said.push(await coded(act(place)));
      t.is(said[0], said[1], `${contact}: ${what}`);
      await house.mailbox();
    }
  }
});

// --- what strangers spend

test('[A4] strangers who register the number of an owner take no link of «Continuar por correo» from them', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 12; place += 1) {
    const asked = registration({
      run: camila.run,
      key: new PlainKey('Zapallo camote 58'),
      email: parseEmail(`uno${place}@malo.example`),
    });
    // Past the network's budget nobody is told that the number is taken.
    for (let turn = 0; turn < 12; turn += 1)
      await coded(registerNatural(house.world, asked, visitorFrom(`203.0.${place}.9`)));
    house.advance(11 * MINUTE);
  }
  const of = await begin(house, { mailOnly: true }, owner);
  await continueByMail(house.world, recoveryByMail(house.world), of, owner);
  const { mailMessage = '' } = (await house.world.recoveries.find(of.id, of.browser)) ?? {};
  t.like(await house.world.notifier.delivery(mailMessage), { state: 'queued' });
  t.is((await messagesTo(house, camila.email)).filter(({ subject }) => /intentó registrar/.test(subject)).length, 6);
});

test('[floor 7] whoever has an old mailbox freezes once in 24 hours, and a contact on file may do so all the same', async (t) => {
  const house = await openWithCamila(t);
  await replaceByCard(house, {}, owner);
  await waitOut(house);
  const disputed = await tokenIn(house, camila.email, 'revertir');
  await disputeChange(house.world, disputed, thief);
  t.is((await accountNow(house)).state, 'congelada');
  const { id } = await accountNow(house);
  await house.world.accounts.change(id, (latest) => ({ ...latest, state: 'activa' }));
  await outcomeOf(house, camila.key);
  await freezeAccount(house.world, await tokenIn(house, stranger.email, 'no-fui-yo'), owner);
  t.is((await accountNow(house)).state, 'congelada');
});

test('[A4] wrong answers of strangers keep nobody who has the key from updating the own data', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const of = await begin(house, {}, elsewhere());
  for (let turn = 0; turn < 6; turn += 1)
    await coded(answerQuestion(house.world, of, parseAnswer('otra'), elsewhere()));
  const browser = 'la casa';
  const asked = {
    profile: 'natural',
    identifier: camila.run,
    key: new PlainKey(camila.key),
    device: undefined,
    browser,
  } as const;
  const update = { id: await beginUpdate(house.world, asked, owner), browser };
  const { question } = await accountNow(house);
  t.is(await coded(answerPair(house.world, update, { id: question?.id ?? 0, answer: 'boby' }, owner)), 'done');
});

test('[A4] while strangers spent every card of a RUN its known device still stops, answers and takes back by the card', async (t) => {
  const spend = async ({ world }: TestHouse) => {
    for (const network of Array.from({ length: 11 }, (_, place) => visitorFrom(`203.0.${place + 1}.9`)))
      for (let turn = 0; turn < 3; turn += 1)
        await coded(checkCedula(world, camila.run, requireSerial('599999999'), network));
  };
  const serial = requireSerial(camila.serial);
  const mine = await openWithCamila(t, { throttles: 'on' });
  const account = await accountNow(mine);
  const cookie = mine.world.devices.remember(undefined, account);
  await replaceByCard(mine, {}, thief);
  await spend(mine);
  t.is(await coded(stopByCard(mine.world, { account }, serial, { ...owner, browser: 'otro' })), 'cedula-at-desk');
  t.is(await coded(stopByCard(mine.world, { account }, serial, { ...owner, cookie })), 'done');

  const changed = await openWithCamila(t, { throttles: 'on' });
  await replaceByCard(changed, {}, thief);
  await waitOut(changed);
  const token = await tokenIn(changed, camila.email, 'revertir');
  await disputeChange(changed.world, token, owner);
  await spend(changed);
  const here = { ...owner, cookie: changed.world.devices.remember(undefined, await accountNow(changed)) };
  t.is(await coded(revertContacts(changed.world, { token, serial }, here)), 'done');

  const contested = await openHouseFor(t, { throttles: 'on' });
  await squat(contested, squattedRun);
  const held = await useAtPlatform(contested, squattedRun, true);
  await contestIdentity(contested.world, contestBy(squattedRun), owner);
  await spend(contested);
  const device = contested.world.devices.remember(undefined, held);
  const answer = { token: await tokenIn(contested, squatter.email, 'disputa'), serial, device };
  t.is(await answerContest(contested.world, answer, elsewhere(7)), 'proved');
});
