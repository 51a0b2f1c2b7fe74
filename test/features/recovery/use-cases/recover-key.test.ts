import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { checkCedula } from '../../../../src/account/check-cedula.ts';
import { continueByMail, openMailbox, recoveryByMail } from '../../../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { companyNow } from '../../../../src/account/representation.ts';
import { withdrawHold } from '../../../../src/account/withdraw-hold.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import type { PolicyName } from '../../../../src/domain/policy.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { settleHold } from '../../../../src/features/pending-changes/use-cases/settle-hold.ts';
import {
  answerQuestion,
  forgetAnswer,
  giveContacts,
  nameRepresentative,
  showCedula,
} from '../../../../src/features/recovery/use-cases/recover-key.ts';
import { resendKey } from '../../../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../../../src/features/recovery/use-cases/send-key.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import type { TestHouse } from '../../../helpers/house.ts';
import { confirmMobileOf } from '../../../helpers/mobile.ts';
import { beginSignIn, goThrough, openPlatform, refusalOf, signIn, userInfoStatus } from '../../../helpers/platform.ts';
import {
  accountNow,
  actsOf,
  askForOtherContacts,
  begin,
  CHOSEN,
  camila,
  changeBy,
  changeByLink,
  coded,
  codeIn,
  DAY,
  elsewhere,
  finishAs,
  HOUR,
  MINUTE,
  messagesTo,
  nearDue,
  openHouseFor,
  openWithCamila,
  outcomeOf,
  owner,
  proveLongAgo,
  provisionalIn,
  recoverByAnswer,
  recoverByCard,
  replaceByCard,
  runNumber,
  stepOf,
  stranger,
  takeBack,
  tokenIn,
  tryKey,
  waitOut,
} from '../../../helpers/recovery.ts';

const policies: readonly PolicyName[] = ['guia', 'segura'];
const person = { rut: camila.rut, key: camila.key, serial: camila.serial };
const company = { profile: 'juridica', identifier: parseRut(panaderia.rut) } as const;

/** The Registro Civil says nothing from now on, or what it said before again. */
function silence(house: TestHouse): () => void {
  const { civilRegistry } = house.world;
  const verifyCedula = async () => {
    throw new Unavailable('civil-registry');
  };
  Object.assign(house.world, { civilRegistry: { ...civilRegistry, verifyCedula } });
  return () => void Object.assign(house.world, { civilRegistry });
}

/** Waits out the hold and lets the house end what is due. */
async function settle(house: TestHouse): Promise<void> {
  await waitOut(house);
  await house.mailbox();
}

// --- the wrong answers, and what they cost

test('11 guia: a sixth answer in a day is refused, also when it is right, and the day after it counts again', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const answer = (of: Awaited<ReturnType<typeof begin>>, typed: string) =>
    coded(answerQuestion(house.world, of, parseAnswer(typed), elsewhere()));
  const first = await begin(house);
  for (let round = 0; round < 3; round += 1) t.is(await answer(first, `otra ${round}`), 'answer-wrong');
  const second = await begin(house, {}, elsewhere(2));
  for (let round = 3; round < 5; round += 1) t.is(await answer(second, `otra ${round}`), 'answer-wrong');
  t.is(await answer(second, 'boby'), 'too-many-answers');
  house.advance(DAY + MINUTE);
  t.is(await answer(await begin(house, {}, elsewhere(3)), 'boby'), 'done');
});

test('11 guia: a right answer alone opens neither the page of the e-mail nor that of new contacts', async (t) => {
  const house = await openWithCamila(t);
  const of = await begin(house);
  await answerQuestion(house.world, of, parseAnswer('boby'), elsewhere());
  const contacts = { email: parseEmail(stranger.email), mobile: undefined };
  t.is(await coded(giveContacts(house.world, of, contacts)), 'recovery-elsewhere');
  await sendKey(house.world, of, elsewhere());
  const before = await accountNow(house);
  t.is(before.personal.email as string, camila.email);
  t.is(await provisionalIn(house, camila.email), await provisionalIn(house, camila.mobile));
  t.true((await house.mailbox()).every(({ to }) => to === camila.email || to === camila.mobile));
});

// --- the provisional key

test('13 guia: the provisional key stands in no table, no log and no line of the trail but as argon2id', async (t) => {
  const house = await openWithCamila(t, { hashCost: 'production' });
  await recoverByAnswer(house);
  const key = await provisionalIn(house, camila.email);
  t.is(key.length, 8);
  await changeBy(house, key);
  const tables = await house.database.run<{ name: string }[]>((sql) =>
    sql('pg_tables').where({ schemaname: 'public' }).select('tablename as name'),
  );
  for (const { name } of tables) {
    const rows = await house.database.run<{ text: string }[]>((sql) =>
      sql(`${name} as r`).select(sql.raw('r::text as text')),
    );
    const hex = Buffer.from(key).toString('hex');
    t.false(
      rows.some(({ text }) => text.includes(key) || text.includes(hex) || text.includes(CHOSEN)),
      name,
    );
  }
  t.false(house.logged.join('\n').includes(key));
  const [row] = await house.database.run<{ key_hash: string }[]>((sql) => sql('provisional_keys').select('key_hash'));
  t.regex(row?.key_hash ?? '', /^b1:[\da-f]{8}:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('13 segura: neither the code nor the token of the link stands in any table or log', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(house);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  const tables = ['links', 'provisional_keys', 'outbox', 'audit', 'recoveries'];
  for (const name of tables) {
    const rows = await house.database.run<{ text: string }[]>((sql) =>
      sql(`${name} as r`).select(sql.raw('r::text as text')),
    );
    t.false(
      rows.some(({ text }) => text.includes(token)),
      name,
    );
  }
  t.false(house.logged.join('\n').includes(token));
});

test('14 guia: mail and SMS that were held back ten hours still give 24 hours from dispatch, and no minute more', async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  house.advance(10 * HOUR);
  const key = await provisionalIn(house, camila.email);
  house.advance(24 * HOUR - MINUTE);
  t.is(await outcomeOf(house, key), 'key-provisional');
  house.advance(2 * MINUTE);
  t.is(await outcomeOf(house, key), 'key-wrong');
  t.is(await outcomeOf(house, camila.key), 'in', 'the old key works on');
});

test('14 guia: a key that has not left yet opens nothing', async (t) => {
  const house = await openWithCamila(t);
  const { chance } = house.world;
  Object.assign(house.world, { chance: () => Buffer.alloc(8, 7) });
  await recoverByAnswer(house);
  Object.assign(house.world, { chance });
  const guessed = '99999999';
  t.is(await outcomeOf(house, guessed), 'key-wrong');
  await house.mailbox();
  t.is(await outcomeOf(house, guessed), 'key-provisional');
});

test('14 guia: whoever typed it in time, and chooses the key after its hour, is refused', async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  const key = await provisionalIn(house, camila.email);
  const platform = await openPlatform(house, 'ejemplo');
  const browser = openBrowser();
  house.advance(24 * HOUR - MINUTE);
  const { to } = await beginSignIn(platform);
  const form = await browser.follow(await browser.get(to.href), house.issuer);
  const page = await browser.follow(await browser.send(form, { rut: camila.rut, clave: key }), house.issuer);
  t.regex(page.text, /Su clave es provisoria/);
  house.advance(2 * MINUTE);
  const late = await browser.send(page, { clave: 'Copihue-88', clave2: 'Copihue-88' });
  t.not(late.status, 303);
  t.is(await outcomeOf(house, camila.key), 'in');
});

test('14 segura: the link dies after 60 minutes and the code after ten, each from its own dispatch', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(house);
  house.advance(10 * HOUR);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  const code = await codeIn(house, camila.mobile);
  house.advance(11 * MINUTE);
  t.is(await changeByLink(house, token, code), 'code-wrong');
  house.advance(50 * MINUTE);
  t.is(await changeByLink(house, token, code), 'link-spent');
  await recoverByCard(house);
  const again = await tokenIn(house, camila.email, 'recuperar/clave');
  const fresh = await codeIn(house, camila.mobile);
  house.advance(9 * MINUTE);
  t.is(await changeByLink(house, again, fresh), 'done');
});

test("14 guia: strangers' wrong tries spend the throttle and never the provisional key, whose receiver gets in during the pause", async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  await recoverByAnswer(house);
  const key = await provisionalIn(house, camila.email);
  for (let place = 1; place <= 8; place += 1) await outcomeOf(house, 'J53722WX', { visitor: elsewhere(place) });
  t.is(await outcomeOf(house, camila.key, { visitor: owner }), 'account-paused', 'every other key waits');
  t.is(await changeBy(house, key, CHOSEN, { visitor: owner }), 'done');
});

test('[A17] a hundred wrong keys in a row hold while a provisional key is out, which still lets its receiver in and is not spent', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let tries = 0; tries <= 100; tries += 1) {
    await house.world.throttles.takeKeyTry(`natural:${camila.run}`);
    house.advance(16 * MINUTE);
  }
  t.is(await outcomeOf(house, camila.key, { visitor: owner }), 'recovery-needed');
  await recoverByAnswer(house);
  const key = await provisionalIn(house, camila.email);
  for (let place = 1; place <= 4; place += 1) {
    t.is(
      await outcomeOf(house, camila.key, { visitor: elsewhere(place) }),
      'recovery-needed',
      'no other key is looked at',
    );
    t.is(await outcomeOf(house, 'J53722WX', { visitor: elsewhere(place) }), 'recovery-needed', 'a guess is told alike');
  }
  t.is(await changeBy(house, key.toLowerCase(), CHOSEN, { visitor: owner }), 'done');
  t.is(await outcomeOf(house, CHOSEN, { visitor: owner }), 'in', 'a right key ends it');
});

test('[A17] guesses at a provisional key during a pause are five an hour for a network, ten for a RUT, and cost alike where none is out', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  let hashes = 0;
  const { hasher } = house.world;
  const matches: typeof hasher.matches = async () => {
    hashes += 1;
    return false;
  };
  Object.assign(house.world, { hasher: { ...hasher, matches } });
  const counts: number[][] = [];
  for (const out of [false, true]) {
    if (out) Object.assign(house.world, { hasher });
    if (out) await recoverByAnswer(house);
    Object.assign(house.world, { hasher: { ...hasher, matches } });
    const counted: number[] = [];
    for (let place = 1; place <= 5; place += 1) await outcomeOf(house, 'otra clave', { visitor: elsewhere(place) });
    for (const network of [6, 7, 8]) {
      hashes = 0;
      for (let tries = 1; tries <= 6; tries += 1)
        t.is(await outcomeOf(house, 'J53722WX', { visitor: elsewhere(network) }), 'account-paused');
      counted.push(hashes);
    }
    counts.push(counted);
    house.advance(2 * 60 * MINUTE);
  }
  t.deepEqual(counts, [
    [5, 5, 0],
    [5, 5, 0],
  ]);
});

for (const policy of policies) {
  test(`15 ${policy}: an unused recovery changes nothing: old key, contacts, sessions and question stay`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const platform = await openPlatform(house, 'ejemplo');
    const { tokens } = await signIn(platform, { person });
    const before = await accountNow(house);
    await recoverByCard(house);
    await house.mailbox();
    t.deepEqual(await accountNow(house), before);
    t.is(await outcomeOf(house, camila.key), 'in');
    t.is(await userInfoStatus(house, tokens.access_token), 200);
  });

  test(`16 ${policy}: of four that use it at once one succeeds, and the others are told that it is spent`, async (t) => {
    const house = await openWithCamila(t, { policy });
    // By the answer under `guia`: what the card alone brings takes a code from the mailbox besides (C6).
    await (policy === 'guia' ? recoverByAnswer : recoverByCard)(house);
    const [mail, code] = [await tokenIn(house, camila.email, 'recuperar/clave'), await codeIn(house, camila.mobile)];
    const key = policy === 'guia' ? await provisionalIn(house, camila.email) : '';
    const use = (place: number) =>
      policy === 'guia'
        ? changeBy(house, key, `Clave de la vuelta ${place}`)
        : changeByLink(house, mail, code, `Clave de la vuelta ${place}`);
    const said = await Promise.all([1, 2, 3, 4].map(use));
    t.is(said.filter((outcome) => outcome === 'done').length, 1, said.join());
    t.true(
      said.every((outcome) => ['done', 'link-spent', 'provisional-spent', 'key-wrong'].includes(outcome)),
      said.join(),
    );
    t.is((await actsOf(house)).filter((act) => act === 'key.changed').length, 1);
  });

  test(`22 ${policy}: saving the new key ends every session, token and grant, and the old key, at once`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const platform = await openPlatform(house, 'ejemplo');
    const params = { scope: 'openid run offline_access' };
    const { tokens } = await signIn(platform, { person, params });
    await recoverByCard(house);
    t.is(await finishAs(house), 'done');
    t.is(await userInfoStatus(house, tokens.access_token), 401);
    t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, tokens.refresh_token ?? '')), 'invalid_grant');
    t.not(await outcomeOf(house, camila.key), 'in');
    t.is(await outcomeOf(house, CHOSEN), 'in');
  });

  test(`24 ${policy}: the change of the key is told with time, device and a link of one use for ten days`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await recoverByCard(house);
    await finishAs(house);
    const notice = (await messagesTo(house, camila.email)).find(
      ({ subject }) => subject === 'Su Clave Sence fue cambiada',
    );
    t.regex(notice?.text ?? '', /Chrome en Linux/);
    t.regex(notice?.text ?? '', /\d{1,2}[.:]\d{2}/);
    t.regex(notice?.text ?? '', /\/no-fui-yo\/[\w-]{43}/);
    t.true((await messagesTo(house, camila.mobile)).some(({ text }) => /fue cambiada/.test(text)));
  });
}

test('a second recovery replaces the first: its key opens nothing any more', async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  const first = await provisionalIn(house, camila.email);
  house.advance(MINUTE);
  await recoverByAnswer(house);
  t.is(await outcomeOf(house, first), 'key-wrong');
  t.is(await outcomeOf(house, await provisionalIn(house, camila.email)), 'key-provisional');
});

test('a provisional key opens the page that changes it and nothing else', async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  const before = (await actsOf(house)).length;
  t.like(await tryKey(house, await provisionalIn(house, camila.email)), { code: 'key-provisional' });
  t.deepEqual((await actsOf(house)).slice(before), [], 'no login is told of');
});

// --- the hold

for (const policy of policies) {
  test(`17 ${policy}: contacts that are replaced on the card's strength change nothing before 72 hours`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const before = await accountNow(house);
    await replaceByCard(house);
    await nearDue(house, -2 * MINUTE);
    t.false(await settleHold(house.world));
    t.deepEqual(await accountNow(house), before);
    t.is(
      (await house.mailbox()).filter(({ text }) => /clave Sence es|Clave provisoria|recuperar\/clave/.test(text))
        .length,
      0,
    );
    house.advance(3 * MINUTE);
    t.true(await settleHold(house.world));
    t.like((await accountNow(house)).personal, { email: stranger.email, mobile: stranger.mobile });
  });

  test(`17 ${policy}: old e-mail and old mobile hear of it at once, and each has a way to cancel`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    const [mail] = await messagesTo(house, camila.email);
    t.is(mail?.subject, 'Solicitud de cambio de correo: puede cancelarla');
    const [sms] = await messagesTo(house, camila.mobile);
    t.regex(sms?.text ?? '', /piden cambiar su correo o celular/);
    await withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner);
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, camila.email);
    t.deepEqual(
      (await actsOf(house)).filter((act) => act.startsWith('hold.')),
      ['hold.begun', 'hold.withdrawn'],
    );
  });

  test(`17 ${policy}: the SMS to the old mobile carries the cancel link itself, for whoever lost the mailbox`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    t.regex((await messagesTo(house, camila.mobile))[0]?.text ?? '', /\/solicitud\/[\w-]{43}/);
  });

  test(`17 ${policy}: the notice leaves although somebody spent the budget of messages just before`, async (t) => {
    const house = await openWithCamila(t, { policy, throttles: 'on' });
    const of = await recoverByCard(house);
    for (let round = 0; round < 2; round += 1) {
      house.advance(MINUTE + 1000);
      await resendKey(house.world, of, elsewhere());
    }
    await replaceByCard(house);
    const subjects = (await messagesTo(house, camila.email)).map(({ subject }) => subject);
    t.true(subjects.includes('Solicitud de cambio de correo: puede cancelarla'), subjects.join(', '));
  });

  test(`20 ${policy}: the final notice leaves although somebody spent the budget of messages just before`, async (t) => {
    const house = await openWithCamila(t, { policy, throttles: 'on' });
    await replaceByCard(house);
    await nearDue(house, -5 * MINUTE);
    const of = await recoverByCard(house, {}, elsewhere(2));
    for (let round = 0; round < 2; round += 1) {
      house.advance(MINUTE + 1000);
      await resendKey(house.world, of, elsewhere(2));
    }
    house.advance(4 * MINUTE);
    await settleHold(house.world);
    t.not(await tokenIn(house, camila.email, 'revertir'), '');
  });

  test(`17 ${policy}: the new e-mail must confirm that it is theirs, else the hold ends without effect`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await askForOtherContacts(house);
    t.true(
      (await messagesTo(house, stranger.email)).some(({ subject }) => subject === 'Confirme que este correo es suyo'),
    );
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, camila.email);
  });

  test(`19 ${policy}: the card is checked again at the end, and a card that was blocked meanwhile ends it`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    const { civilRegistry } = house.world;
    const verifyCedula = async () => ({ verdict: 'blocked' as const });
    Object.assign(house.world, { civilRegistry: { ...civilRegistry, verifyCedula } });
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, camila.email);
    t.true((await actsOf(house)).includes('hold.refused'));
    t.true((await messagesTo(house, camila.email)).some(({ subject }) => /No pudimos cambiar/.test(subject)));
    t.is((await messagesTo(house, stranger.email)).length, 1, 'nothing but the confirmation that was asked');
  });

  test(`19 ${policy}: a silent registry at the end approves nothing, and it is tried again`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    const speak = silence(house);
    await nearDue(house, MINUTE);
    await t.throwsAsync(settleHold(house.world), { instanceOf: Unavailable });
    t.is((await accountNow(house)).personal.email as string, camila.email);
    speak();
    house.advance(3 * MINUTE);
    t.true(await settleHold(house.world));
    t.is((await accountNow(house)).personal.email as string, stranger.email);
  });

  test(`20 ${policy}: one link in the old mailbox reverts contacts and question, kills key, sessions and tokens, and freezes`, async (t) => {
    const house = await openWithCamila(t, { policy });
    const before = await accountNow(house);
    await replaceByCard(house);
    await settle(house);
    t.is(await finishAs(house, stranger), 'done');
    const platform = await openPlatform(house, 'ejemplo');
    const { tokens } = await signIn(platform, { person: { ...person, key: CHOSEN } });
    house.advance(6 * DAY);
    await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
    const after = await accountNow(house);
    t.deepEqual(after.personal, before.personal);
    t.deepEqual(after.question, before.question);
    t.is(after.state, 'congelada');
    t.is(await userInfoStatus(house, tokens.access_token), 401);
    t.is(await refusalOf(oidc.refreshTokenGrant(platform.config, tokens.refresh_token ?? '')), 'invalid_grant');
    t.not(await outcomeOf(house, CHOSEN), 'in');
    t.not(await outcomeOf(house, camila.key), 'in');
    t.true((await actsOf(house)).includes('contacts.reverted'));
  });

  test(`20 ${policy}: the link of the old mailbox is spent after one use, and on the eighth day`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await settle(house);
    const token = await tokenIn(house, camila.email, 'revertir');
    const other = await openWithCamila(t, { policy });
    await replaceByCard(other);
    await settle(other);
    await takeBack(house, token, owner);
    t.is(await coded(takeBack(house, token, owner)), 'link-spent');
    const late = await tokenIn(other, camila.email, 'revertir');
    other.advance(7 * DAY);
    t.is(await coded(takeBack(other, late, owner)), 'link-spent');
    t.is((await accountNow(other)).personal.email as string, stranger.email);
  });

  test(`floor 5 ${policy}: within seven days of a replacement a recovery warns the old contacts too`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, stranger.email);
    await confirmMobileOf(house, 'natural', camila.run);
    house.advance(2 * DAY);
    const before = (await messagesTo(house, camila.email)).length;
    await recoverByCard(house);
    t.is(await finishAs(house, stranger), 'done');
    t.true((await messagesTo(house, camila.email)).length > before);
  });

  test(`floor 7 ${policy}: a second cancel within 30 days against the card goes to the desk`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await replaceByCard(house);
    await withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner);
    house.advance(5 * DAY);
    await replaceByCard(house);
    await coded(withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner));
    const states = await house.database.run<{ state: string }[]>((sql) =>
      sql('holds').orderBy('created_at').select('state'),
    );
    t.deepEqual(
      states.map(({ state }) => state),
      ['withdrawn', 'desk'],
    );
    await settle(house);
    t.is((await accountNow(house)).personal.email as string, camila.email, 'nothing is done without the desk');
  });
}

test("19 strangers' wrong serials do not put off the end of a hold", async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  await replaceByCard(house);
  await nearDue(house, -2 * MINUTE);
  const of = await begin(house, {}, elsewhere(9));
  await forgetAnswer(house.world, of);
  for (let round = 0; round < 5; round += 1)
    await coded(showCedula(house.world, of, requireSerial('599999999'), elsewhere(9)));
  house.advance(3 * MINUTE);
  t.is(await coded(settleHold(house.world)), 'done');
});

// --- link and code

test('21 segura: the link alone, the code alone, and a code of another recovery save nothing', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(house);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  const code = await codeIn(house, camila.mobile);
  t.is(await changeByLink(house, token, ''), 'code-wrong');
  t.is(await changeByLink(house, 'a'.repeat(43), code), 'link-spent');
  t.is(await outcomeOf(house, code), 'credentials-wrong', 'a code is no key');
  house.advance(MINUTE);
  await recoverByCard(house);
  const newer = await tokenIn(house, camila.email, 'recuperar/clave');
  const second = await codeIn(house, camila.mobile);
  t.is(await changeByLink(house, token, second), 'link-spent', 'the older link');
  if (code !== second) t.is(await changeByLink(house, newer, code), 'code-wrong', 'the older code');
  t.is(await changeByLink(house, newer, second), 'done');
});

test('21 segura: five tries of a code, then it opens nothing, also when it is right', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  await recoverByCard(house);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  const code = await codeIn(house, camila.mobile);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let round = 0; round < 5; round += 1) t.is(await changeByLink(house, token, wrong), 'code-wrong');
  t.is(await changeByLink(house, token, code), 'code-wrong');
});

test('21 segura: with one contact on file the hold applies, and after it the link alone', async (t) => {
  const house = await openWithCamila(t, { policy: 'segura', mobile: false });
  await recoverByCard(house);
  t.is(await tokenIn(house, camila.email, 'recuperar/clave'), '');
  t.not(await tokenIn(house, camila.email, 'solicitud'), '', 'she is told, and can cancel');
  await settle(house);
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  t.is(await changeByLink(house, token, ''), 'done');
});

// --- what ends a request that waits

test('18 a login with the old key while a request waits is asked about it, and alone ends nothing', async (t) => {
  const house = await openWithCamila(t);
  await replaceByCard(house);
  const platform = await openPlatform(house, 'ejemplo');
  const { to } = await beginSignIn(platform);
  const page = await goThrough(openBrowser(), to, person);
  t.regex(page.text, /¿Pidió usted este cambio\?/);
  await settle(house);
  t.is((await accountNow(house)).personal.email as string, stranger.email);
  t.false((await actsOf(house)).includes('hold.withdrawn'));
});

test('18 cancel, the card after a login with the old key, and a failing second check each end it, and each is audited', async (t) => {
  const ways: Readonly<Record<string, (house: TestHouse) => Promise<unknown>>> = {
    'hold.withdrawn by link': async (house) =>
      withdrawHold(house.world, await tokenIn(house, camila.email, 'solicitud'), owner),
    'hold.withdrawn by card': async (house) => {
      const browser = openBrowser();
      const asked = await goThrough(browser, (await beginSignIn(await openPlatform(house, 'ejemplo'))).to, person);
      await browser.follow(await browser.send(asked, { accion: 'cedula', serie: camila.serial }), house.issuer);
    },
    'hold.refused by house': async ({ world }) => {
      const verifyCedula = async () => ({ verdict: 'expired' as const });
      Object.assign(world, { civilRegistry: { ...world.civilRegistry, verifyCedula } });
    },
  };
  for (const [audited, end] of Object.entries(ways)) {
    const house = await openWithCamila(t);
    const before = await accountNow(house);
    await replaceByCard(house);
    await end(house);
    await settle(house);
    t.deepEqual((await accountNow(house)).personal, before.personal, audited);
    const rows = await house.database.run<{ act: string; details: { by: string }; account_id: string }[]>((sql) =>
      sql('audit').where('act', 'like', 'hold.%').whereNot({ act: 'hold.begun' }),
    );
    t.deepEqual(
      rows.map(({ act, details, account_id }) => [`${act} by ${details.by}`, account_id]),
      [[audited, before.id]],
    );
  }
});

// --- messages

test('23 no message of a whole scenario contains a chosen key, old or new', async (t) => {
  for (const policy of policies) {
    const house = await openWithCamila(t, { policy });
    await recoverByCard(house);
    t.is(await finishAs(house), 'done');
    await outcomeOf(house, CHOSEN);
    await replaceByCard(house);
    await settle(house);
    await finishAs(house, stranger);
    await takeBack(house, await tokenIn(house, camila.email, 'revertir'), owner);
    const sent = await house.mailbox();
    t.true(sent.length > 8);
    for (const { subject, text, html } of sent)
      for (const key of [camila.key, CHOSEN]) t.false([subject, text, html].join('\n').includes(key));
  }
});

test('40 a fourth key to one recipient within ten minutes is not sent, however the address is written', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const of = await recoverByAnswer(house);
  for (let round = 0; round < 2; round += 1) {
    house.advance(MINUTE + 1000);
    await resendKey(house.world, of, elsewhere());
  }
  house.advance(MINUTE + 1000);
  t.is(await coded(resendKey(house.world, of, elsewhere())), 'resend-early', 'three times from one page');
  await recoverByAnswer(house, {}, elsewhere(2));
  const keys = (await messagesTo(house, camila.email)).filter(({ subject }) => subject === 'Recupere su Clave Sence');
  t.is(keys.length, 3);
});

// --- budgets

test('7 a network begins three recoveries of one RUT in 15 minutes, and then waits; it ends by itself', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 3; place += 1) await begin(house, {}, elsewhere(place));
  t.is(await coded(begin(house, {}, elsewhere(4))), 'recovery-paused');
  t.is(await coded(begin(house, {}, owner)), 'done', 'another network is not in its way');
  house.advance(16 * MINUTE);
  t.is(await coded(begin(house, {}, elsewhere(5))), 'done');
});

test("9 the owner's known browser recovers although strangers spent the day's budget, six times a day", async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 6; place += 1) {
    await begin(house, {}, owner);
    house.advance(6 * MINUTE);
  }
  t.is(await coded(begin(house, {}, owner)), 'recovery-paused', 'a browser that is not known waits');
  const device = house.world.devices.remember(undefined, await accountNow(house));
  for (let round = 1; round <= 6; round += 1) {
    t.is(await coded(begin(house, { device }, owner)), 'done', `turn ${round}`);
    house.advance(5 * MINUTE);
  }
  t.is(await coded(begin(house, { device }, owner)), 'recovery-paused');
});

test("9 a device cookie of another account, or from before the key's change, has no budget of its own", async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  const account = await accountNow(house);
  for (let place = 1; place <= 3; place += 1) await begin(house, {}, owner);
  const other = house.world.devices.remember(undefined, { ...account, id: '00000000-0000-4000-8000-000000000000' });
  t.is(await coded(begin(house, { device: other }, owner)), 'recovery-paused');
  const before = { ...account, keyChangedAt: new Date(account.keyChangedAt.getTime() - 1000) };
  const old = house.world.devices.remember(undefined, before);
  t.is(await coded(begin(house, { device: old }, owner)), 'recovery-paused');
});

test('9 whoever goes on by the own mailbox is not locked out by strangers (floor 8)', async (t) => {
  const house = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 3; place += 1) await begin(house, {}, elsewhere(place));
  t.is(await coded(begin(house, { mailOnly: true }, owner)), 'done');
});

test('[A4] thirty people begin a recovery behind one address in ten minutes, and the next one waits', async (t) => {
  const house = await openHouseFor(t, { throttles: 'on', policy: 'segura' });
  const said: string[] = [];
  for (let place = 0; place < 31; place += 1)
    said.push(await coded(begin(house, { identifier: runNumber(44_000_500 + place) }, elsewhere())));
  t.deepEqual(said.slice(0, 30), Array(30).fill('done'));
  t.is(said[30], 'recovery-paused');
});

test('4 guia: the eleventh unknown identifier of an hour from one network is answered as in segura, and nothing leaves', async (t) => {
  const house = await openHouseFor(t, { throttles: 'on' });
  const unknown = ['44.000.003-7', '44.000.004-5', '44.000.005-3', '44.000.105-K', '44.000.113-0'].map(parseRun);
  for (let round = 0; round < 2; round += 1) {
    for (const identifier of unknown) t.is(await coded(begin(house, { identifier })), 'person-unknown');
    house.advance(11 * MINUTE);
  }
  const of = await recoverByCard(house, { identifier: camila.run });
  t.is(await stepOf(house, of), 'sent');
  t.is((await house.mailbox()).length, 0);
});

// --- registries

for (const policy of policies)
  test(`51 ${policy}: a silent registry at the card costs no try, and the recovery goes on later`, async (t) => {
    const house = await openWithCamila(t, { policy, throttles: 'on' });
    const of = await begin(house);
    if (policy === 'guia') await forgetAnswer(house.world, of);
    const speak = silence(house);
    for (let round = 0; round < 6; round += 1)
      await t.throwsAsync(showCedula(house.world, of, requireSerial(camila.serial), elsewhere()), {
        instanceOf: Unavailable,
      });
    speak();
    const refused = await t.throwsAsync(showCedula(house.world, of, requireSerial('599999999'), elsewhere()));
    t.is((refused as { details?: { left?: number } }).details?.left, 2);
    await showCedula(house.world, of, requireSerial(camila.serial), elsewhere());
    t.is(await stepOf(house, of), 'email');
  });

// --- companies

const answerAs = async (house: TestHouse) => {
  const of = await begin(house, company);
  await answerQuestion(house.world, of, parseAnswer('boby'), elsewhere());
  return of;
};

async function openPanaderia(t: ExecutionContext, policy: PolicyName = 'guia'): Promise<TestHouse> {
  const house = await openHouseFor(t, { policy });
  await openCompany(house);
  await house.mailbox();
  return house;
}

test("C12 guia: question and answer send the company's key to contacts on file, and the representative is told", async (t) => {
  const house = await openPanaderia(t);
  await sendKey(house.world, await answerAs(house), elsewhere());
  t.is((await provisionalIn(house, 'contacto@panaderia.example')).length, 8);
  t.true(
    (await messagesTo(house, '+56940000001')).some(({ text }) =>
      /RUT 54\.000\.001-8: piden recuperar la clave/.test(text),
    ),
  );
});

test('25 guia: the representative, who has a mobile only, gets a link that freezes', async (t) => {
  const house = await openPanaderia(t);
  await sendKey(house.world, await answerAs(house), elsewhere());
  t.not(await tokenIn(house, '+56940000001', 'no-fui-yo'), '');
});

test('C12 segura: a company shows a representative in force and the card, always', async (t) => {
  const house = await openPanaderia(t, 'segura');
  const of = await begin(house, company);
  t.is(await stepOf(house, of), 'representative');
  // Whether somebody represents it is told only to whoever shows that person's card.
  await nameRepresentative(house.world, of, camila.run);
  t.is(await coded(showCedula(house.world, of, requireSerial('523456789'), elsewhere())), 'cedula-mismatch');
  t.is(await coded(showCedula(house.world, of, requireSerial(camila.serial), elsewhere())), 'not-representative');
  t.is(await stepOf(house, of), 'representative');
  await nameRepresentative(house.world, of, parseRun('44.000.001-0'));
  t.is(await coded(showCedula(house.world, of, requireSerial('523456789'), elsewhere())), 'cedula-mismatch');
  await showCedula(house.world, of, requireSerial('512345678'), elsewhere());
  t.is(await stepOf(house, of), 'email');
});

test('C12 guia: after a change of representatives the answer is not enough, until a card was shown', async (t) => {
  const house = await openPanaderia(t);
  await loseARepresentative(house);
  const of = await answerAs(house);
  t.is(await stepOf(house, of), 'representative');
});

/** The SII drops Pedro, and the house hears of it as it does at any login. */
async function loseARepresentative(house: TestHouse): Promise<void> {
  await companyNow(house.world, parseRut(panaderia.rut));
  changeSii(house, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  await companyNow(house.world, parseRut(panaderia.rut));
}

test('C12 guia: a key that was asked before the representatives changed saves nothing afterwards', async (t) => {
  const house = await openPanaderia(t);
  await sendKey(house.world, await answerAs(house), elsewhere());
  const key = await provisionalIn(house, 'contacto@panaderia.example');
  await loseARepresentative(house);
  t.not(await changeBy(house, key, CHOSEN, { profile: 'juridica', identifier: parseRut(panaderia.rut) }), 'done');
});

test('C12 guia: an answer that was given before the representatives changed sends nothing afterwards', async (t) => {
  const house = await openPanaderia(t);
  const of = await answerAs(house);
  await loseARepresentative(house);
  await coded(sendKey(house.world, of, elsewhere()));
  t.is(await provisionalIn(house, 'contacto@panaderia.example'), '');
});

test('a recovery by the card of a representative who left while it waited ends without a key', async (t) => {
  const house = await openPanaderia(t);
  await proveLongAgo(house, 'juridica', parseRut(panaderia.rut));
  await replaceByCard(house, { ...company, representative: '44.000.002-9', serial: '523456789' });
  changeSii(house, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  await t.throwsAsync(waitOut(house), { message: /tax-registry/ }, 'one reading ends nothing for good');
  house.advance(HOUR + MINUTE);
  await waitOut(house);
  const account = await house.world.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  t.is(account?.personal.email as string, 'contacto@panaderia.example');
  t.is(await provisionalIn(house, stranger.email), '');
  t.true((await actsOf(house)).includes('hold.refused'));
});

test('3 segura: a company with contacts and one that nobody registered end on the same page', async (t) => {
  const house = await openPanaderia(t, 'segura');
  const known = await lastPageOf(house, company, '44.000.001-0', '512345678');
  const unknown = await lastPageOf(
    house,
    { profile: 'juridica', identifier: parseRut('54.000.103-0') },
    '44.000.001-0',
    '512345678',
  );
  t.deepEqual(unknown, known);
});

/** What the last page is made of: which messages it tells of, and whether something waits. */
async function lastPageOf(
  house: TestHouse,
  who: { profile: 'juridica'; identifier: ReturnType<typeof parseRut> },
  representative: string,
  serial: string,
) {
  const of = await recoverByCard(house, { ...who, representative, serial });
  const { outcome } = (await house.world.recoveries.find(of.id, of.browser)) ?? {};
  return { mail: outcome?.mail !== undefined, sms: outcome?.sms !== undefined, held: outcome?.request !== undefined };
}

// --- the card

test('7 forty wrong cards for one RUN at the same moment are forty: three of a network are looked at', async (t) => {
  const { world } = await openHouseFor(t, { throttles: 'on' });
  let asked = 0;
  const verifyCedula = async () => {
    asked += 1;
    return { verdict: 'mismatch' as const };
  };
  const counted = { ...world, civilRegistry: { ...world.civilRegistry, verifyCedula } };
  const wrong = requireSerial('599999999');
  await Promise.all(
    Array.from({ length: 40 }, (_, place) => coded(checkCedula(counted, camila.run, wrong, elsewhere(place + 1)))),
  );
  t.is(asked, 3);
});

// --- frozen accounts

for (const policy of policies) {
  test(`a frozen account comes back by the card and by nothing less (${policy})`, async (t) => {
    const house = await openWithCamila(t, { policy });
    await outcomeOf(house, camila.key);
    await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
    t.is(await outcomeOf(house, camila.key), 'account-frozen');
    const of = await begin(house);
    t.is(await stepOf(house, of), 'serial', 'no question is asked');
    await recoverByCard(house);
    t.is(await finishAs(house), 'done');
    t.is((await accountNow(house)).state, 'activa');
    t.is(await outcomeOf(house, CHOSEN), 'in');
    t.true((await actsOf(house)).includes('account.thawed'));
  });
}

test('guia: an answer that was given before the freeze is not enough any more: the card is asked', async (t) => {
  const house = await openWithCamila(t);
  await outcomeOf(house, camila.key);
  const of = await begin(house);
  await answerQuestion(house.world, of, parseAnswer('boby'), elsewhere());
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  await sendKey(house.world, of, elsewhere());
  t.is(await stepOf(house, of), 'serial');
  t.is(await provisionalIn(house, camila.email), '');
  t.is((await accountNow(house)).state, 'congelada');
});

test('guia: a frozen account is sent a link and a code, never one key to each contact, and its holder hears when it works again', async (t) => {
  const house = await openWithCamila(t);
  await outcomeOf(house, camila.key);
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  const of = await recoverByCard(house);
  t.like((await house.world.recoveries.find(of.id, of.browser))?.outcome, { byLink: true });
  t.is(await provisionalIn(house, camila.email), '');
  t.is(await provisionalIn(house, camila.mobile), '');
  t.is(await changeByLink(house, await tokenIn(house, camila.email, 'recuperar/clave'), '000000'), 'code-wrong');
  t.is(await finishAs(house), 'done');
  const told = (await messagesTo(house, camila.email)).filter(({ text }) => /vuelve a funcionar/.test(text));
  t.deepEqual(
    told.map(({ subject }) => subject),
    ['Su Clave Sence fue cambiada'],
  );
});

test('freezing ends a provisional key that is outstanding', async (t) => {
  const house = await openWithCamila(t);
  await outcomeOf(house, camila.key);
  await recoverByCard(house);
  const key = await provisionalIn(house, camila.email);
  await freezeAccount(house.world, await tokenIn(house, camila.email, 'no-fui-yo'), owner);
  t.not(await changeBy(house, key), 'done');
});

// --- by the mailbox

test('by the mailbox: the link takes the place of the question, never of the card, and works once', async (t) => {
  const house = await openWithCamila(t);
  const of = await begin(house, { mailOnly: true });
  await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  t.is(await stepOf(house, of), 'mail');
  const token = await tokenIn(house, camila.email, 'recuperar/correo');
  await openMailbox(house.world, recoveryByMail(house.world), token, 'otro navegador');
  t.is(await stepOf(house, of), undefined, 'it went to the browser that opened the link');
  const here = { id: of.id, browser: 'otro navegador' };
  t.is(await stepOf(house, here), 'serial');
  t.is(await coded(openMailbox(house.world, recoveryByMail(house.world), token, 'un tercero')), 'link-spent');
  t.is(await stepOf(house, here), 'serial');
});

test('by the mailbox: a second click within the minute sends nothing and does not put off the next letter', async (t) => {
  const house = await openWithCamila(t);
  const of = await begin(house, { mailOnly: true });
  const letters = async () =>
    (await messagesTo(house, camila.email)).filter(({ text }) => /recuperar\/correo/.test(text)).length;
  await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  house.advance(40_000);
  await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  t.is(await letters(), 1);
  house.advance(25_000);
  await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  t.is(await letters(), 2);
});

test('by the mailbox: for an identifier that nobody holds nothing leaves, and the page is the same', async (t) => {
  const house = await openHouseFor(t, { policy: 'segura' });
  const of = await begin(house, { mailOnly: true });
  await continueByMail(house.world, recoveryByMail(house.world), of, elsewhere());
  t.is(await stepOf(house, of), 'mail');
  t.is((await house.mailbox()).length, 0);
});

test('3 segura: a person without a mobile, one with, and one whom nobody knows end on the same page', async (t) => {
  const [one, two, none] = [
    await openWithCamila(t, { policy: 'segura', mobile: false }),
    await openWithCamila(t, { policy: 'segura' }),
    await openHouseFor(t, { policy: 'segura' }),
  ];
  const pages = [];
  for (const house of [one, two, none]) {
    const of = await recoverByCard(house);
    const { outcome } = (await house.world.recoveries.find(of.id, of.browser)) ?? {};
    pages.push({ sms: outcome?.sms !== undefined, held: outcome?.request !== undefined });
  }
  t.deepEqual(pages[1], pages[2], 'with a mobile');
  t.deepEqual(pages[0], pages[2], 'without');
});
