import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { checkCedula } from '../../../../src/account/check-cedula.ts';
import { continueByMail } from '../../../../src/account/continue-by-mail.ts';
import { freezeAccount } from '../../../../src/account/freeze-account.ts';
import { openMailbox } from '../../../../src/account/open-mailbox.ts';
import { companyNow } from '../../../../src/account/representation.ts';
import { withdrawPendingChange } from '../../../../src/account/withdraw-pending-change.ts';
import { requireSerial } from '../../../../src/domain/cedula.ts';
import { parseEmail } from '../../../../src/domain/email.ts';
import type { PolicyName } from '../../../../src/domain/policy.ts';
import { parseRun, parseRut } from '../../../../src/domain/rut.ts';
import { parseAnswer } from '../../../../src/domain/secret-question.ts';
import { applyDueChange } from '../../../../src/features/pending-changes/use-cases/apply-due-change.ts';
import {
  answerQuestion,
  forgetAnswer,
  giveContacts,
  nameRepresentative,
} from '../../../../src/features/recovery/use-cases/recover-key.ts';
import { recoveryByMail } from '../../../../src/features/recovery/use-cases/recovery-flow.ts';
import { resendKey } from '../../../../src/features/recovery/use-cases/resend-key.ts';
import { sendKey } from '../../../../src/features/recovery/use-cases/send-key.ts';
import { showCedula } from '../../../../src/features/recovery/use-cases/show-card.ts';
import { Unavailable } from '../../../../src/ports/unavailable.ts';
import type { TestApp } from '../../../helpers/app.ts';
import { openBrowser } from '../../../helpers/browser.ts';
import { beginSignIn, goThrough, openClient, refusalOf, signIn, userInfoStatus } from '../../../helpers/client-app.ts';
import { changeSii, openCompany, panaderia } from '../../../helpers/companies.ts';
import { confirmMobileOf } from '../../../helpers/mobile.ts';
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
  openAppFor,
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

/** The Registro Civil does not answer from now on, or answers again as before. */
function silence(app: TestApp): () => void {
  const { civilRegistry } = app.deps;
  const verifyCedula = async () => {
    throw new Unavailable('civil-registry');
  };
  Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
  return () => void Object.assign(app.deps, { civilRegistry });
}

/** Lets the waiting period pass and applies what is due. */
async function settle(app: TestApp): Promise<void> {
  await waitOut(app);
  await app.mailbox();
}

// --- the wrong answers, and what they cost

test('[security 11] guia: a sixth answer in a day is refused, also when it is right, and the day after it counts again', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const answer = (of: Awaited<ReturnType<typeof begin>>, typed: string) =>
    coded(answerQuestion(app.deps, of, parseAnswer(typed), elsewhere()));
  const first = await begin(app);
  for (let round = 0; round < 3; round += 1) t.is(await answer(first, `otra ${round}`), 'answer-wrong');
  const second = await begin(app, {}, elsewhere(2));
  for (let round = 3; round < 5; round += 1) t.is(await answer(second, `otra ${round}`), 'answer-wrong');
  t.is(await answer(second, 'boby'), 'too-many-answers');
  app.advance(DAY + MINUTE);
  t.is(await answer(await begin(app, {}, elsewhere(3)), 'boby'), 'done');
});

test('[security 11, threat 11] guia: a right answer alone opens neither the page of the e-mail nor that of new contacts', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app);
  await answerQuestion(app.deps, of, parseAnswer('boby'), elsewhere());
  const contacts = { email: parseEmail(stranger.email), mobile: undefined };
  t.is(await coded(giveContacts(app.deps, of, contacts)), 'flow-step');
  await sendKey(app.deps, of, elsewhere());
  const before = await accountNow(app);
  t.is(before.personal.email as string, camila.email);
  t.is(await provisionalIn(app, camila.email), await provisionalIn(app, camila.mobile));
  t.true((await app.mailbox()).every(({ to }) => to === camila.email || to === camila.mobile));
});

// --- the provisional key

test('[security 13] guia: the provisional key stands in no table, no log and no line of the trail but as argon2id', async (t) => {
  const app = await openWithCamila(t, { hashCost: 'production' });
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  t.is(key.length, 8);
  await changeBy(app, key);
  const tables = await app.database.run<{ name: string }[]>((sql) =>
    sql('pg_tables').where({ schemaname: 'public' }).select('tablename as name'),
  );
  for (const { name } of tables) {
    const rows = await app.database.run<{ text: string }[]>((sql) =>
      sql(`${name} as r`).select(sql.raw('r::text as text')),
    );
    const hex = Buffer.from(key).toString('hex');
    t.false(
      rows.some(({ text }) => text.includes(key) || text.includes(hex) || text.includes(CHOSEN)),
      name,
    );
  }
  t.false(app.logged.join('\n').includes(key));
  const [row] = await app.database.run<{ key_hash: string }[]>((sql) => sql('provisional_keys').select('key_hash'));
  t.regex(row?.key_hash ?? '', /^b1:[\da-f]{8}:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('[security 13] segura: neither the code nor the token of the link stands in any table or log', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const tables = ['links', 'provisional_keys', 'outbox', 'audit', 'recoveries'];
  for (const name of tables) {
    const rows = await app.database.run<{ text: string }[]>((sql) =>
      sql(`${name} as r`).select(sql.raw('r::text as text')),
    );
    t.false(
      rows.some(({ text }) => text.includes(token)),
      name,
    );
  }
  t.false(app.logged.join('\n').includes(token));
});

test('[security 14] guia: mail and SMS that were delayed ten hours still give 24 hours from dispatch, and no minute more', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  app.advance(10 * HOUR);
  const key = await provisionalIn(app, camila.email);
  app.advance(24 * HOUR - MINUTE);
  t.is(await outcomeOf(app, key), 'key-provisional');
  app.advance(2 * MINUTE);
  t.is(await outcomeOf(app, key), 'key-wrong');
  t.is(await outcomeOf(app, camila.key), 'in', 'the old key works on');
});

test('[security 14] guia: a key that was not sent yet opens nothing', async (t) => {
  const app = await openWithCamila(t);
  const { chance } = app.deps;
  Object.assign(app.deps, { chance: () => Buffer.alloc(8, 7) });
  await recoverByAnswer(app);
  Object.assign(app.deps, { chance });
  const guessed = '99999999';
  t.is(await outcomeOf(app, guessed), 'key-wrong');
  await app.mailbox();
  t.is(await outcomeOf(app, guessed), 'key-provisional');
});

test('[security 14] guia: a user who typed it in time, and chooses the key after its hour, is refused', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  const client = await openClient(app, 'ejemplo');
  const browser = openBrowser();
  app.advance(24 * HOUR - MINUTE);
  const { to } = await beginSignIn(client);
  const form = await browser.follow(await browser.get(to.href), app.issuer);
  const page = await browser.follow(await browser.send(form, { rut: camila.rut, clave: key }), app.issuer);
  t.regex(page.text, /Su clave es provisoria/);
  app.advance(2 * MINUTE);
  const late = await browser.send(page, { clave: 'Copihue-88', clave2: 'Copihue-88' });
  t.not(late.status, 303);
  t.is(await outcomeOf(app, camila.key), 'in');
});

test('[security 14] segura: the link expires after 60 minutes and the code after ten, each from its own dispatch', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  app.advance(10 * HOUR);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  app.advance(11 * MINUTE);
  t.is(await changeByLink(app, token, code), 'code-wrong');
  app.advance(50 * MINUTE);
  t.is(await changeByLink(app, token, code), 'link-spent');
  await recoverByCard(app);
  const again = await tokenIn(app, camila.email, 'recuperar/clave');
  const fresh = await codeIn(app, camila.mobile);
  app.advance(9 * MINUTE);
  t.is(await changeByLink(app, again, fresh), 'done');
});

test("[security 14] guia: strangers' wrong tries spend the throttle and never the provisional key, whose recipient signs in during the pause", async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  for (let place = 1; place <= 8; place += 1) await outcomeOf(app, 'J53722WX', { visitor: elsewhere(place) });
  t.is(await outcomeOf(app, camila.key, { visitor: owner }), 'account-paused', 'every other key waits');
  t.is(await changeBy(app, key, CHOSEN, { visitor: owner }), 'done');
});

test('[A17] a hundred wrong keys in a row still count while a provisional key is out, which still lets its recipient in and is not spent', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let tries = 0; tries <= 100; tries += 1) {
    await app.deps.throttles.consumeKeyTry(`natural:${camila.run}`);
    app.advance(16 * MINUTE);
  }
  t.is(await outcomeOf(app, camila.key, { visitor: owner }), 'recovery-needed');
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  for (let place = 1; place <= 4; place += 1) {
    t.is(
      await outcomeOf(app, camila.key, { visitor: elsewhere(place) }),
      'recovery-needed',
      'no other key is looked at',
    );
    t.is(
      await outcomeOf(app, 'J53722WX', { visitor: elsewhere(place) }),
      'recovery-needed',
      'a guess gets the same answer',
    );
  }
  t.is(await changeBy(app, key.toLowerCase(), CHOSEN, { visitor: owner }), 'done');
  t.is(await outcomeOf(app, CHOSEN, { visitor: owner }), 'in', 'a right key ends it');
});

test('[A17] guesses at a provisional key during a pause are five an hour for a network, ten for a RUT, and cost the same where none is out', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  let hashes = 0;
  const { hasher } = app.deps;
  const matches: typeof hasher.matches = async () => {
    hashes += 1;
    return false;
  };
  Object.assign(app.deps, { hasher: { ...hasher, matches } });
  const counts: number[][] = [];
  for (const out of [false, true]) {
    if (out) Object.assign(app.deps, { hasher });
    if (out) await recoverByAnswer(app);
    Object.assign(app.deps, { hasher: { ...hasher, matches } });
    const counted: number[] = [];
    for (let place = 1; place <= 5; place += 1) await outcomeOf(app, 'otra clave', { visitor: elsewhere(place) });
    for (const network of [6, 7, 8]) {
      hashes = 0;
      for (let tries = 1; tries <= 6; tries += 1)
        t.is(await outcomeOf(app, 'J53722WX', { visitor: elsewhere(network) }), 'account-paused');
      counted.push(hashes);
    }
    counts.push(counted);
    app.advance(2 * 60 * MINUTE);
  }
  t.deepEqual(counts, [
    [5, 5, 0],
    [5, 5, 0],
  ]);
});

for (const policy of policies) {
  test(`[security 15] ${policy}: an unused recovery changes nothing: old key, contacts, sessions and question stay`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const client = await openClient(app, 'ejemplo');
    const { tokens } = await signIn(client, { person, mailbox: { app, to: camila.email } });
    const before = await accountNow(app);
    await recoverByCard(app);
    await app.mailbox();
    t.deepEqual({ ...(await accountNow(app)), alone: undefined }, { ...before, alone: undefined });
    t.is(await outcomeOf(app, camila.key), 'in');
    t.is(await userInfoStatus(app, tokens.access_token), 200);
  });

  test(`[security 16] ${policy}: of four that use it at once one succeeds, and the others are answered that it is spent`, async (t) => {
    const app = await openWithCamila(t, { policy });
    // By the answer under `guia`: a recovery by the card alone takes a code from the mailbox besides (C6).
    await (policy === 'guia' ? recoverByAnswer : recoverByCard)(app);
    const [mail, code] = [await tokenIn(app, camila.email, 'recuperar/clave'), await codeIn(app, camila.mobile)];
    const key = policy === 'guia' ? await provisionalIn(app, camila.email) : '';
    const use = (place: number) =>
      policy === 'guia'
        ? changeBy(app, key, `Clave de la vuelta ${place}`)
        : changeByLink(app, mail, code, `Clave de la vuelta ${place}`);
    const said = await Promise.all([1, 2, 3, 4].map(use));
    t.is(said.filter((outcome) => outcome === 'done').length, 1, said.join());
    t.true(
      said.every((outcome) => ['done', 'link-spent', 'provisional-spent', 'key-wrong'].includes(outcome)),
      said.join(),
    );
    t.is((await actsOf(app)).filter((act) => act === 'key.changed').length, 1);
  });

  test(`[security 22] ${policy}: saving the new key ends every session, token and grant, and the old key, at once`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const client = await openClient(app, 'ejemplo');
    const params = { scope: 'openid run offline_access' };
    const { tokens } = await signIn(client, { person, params, mailbox: { app, to: camila.email } });
    await recoverByCard(app);
    t.is(await finishAs(app), 'done');
    t.is(await userInfoStatus(app, tokens.access_token), 401);
    t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
    t.not(await outcomeOf(app, camila.key), 'in');
    t.is(await outcomeOf(app, CHOSEN), 'in');
  });

  test(`[security 24] ${policy}: the change of the key is reported with time, device and a link of one use for ten days`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await recoverByCard(app);
    await finishAs(app);
    const notice = (await messagesTo(app, camila.email)).find(
      ({ subject }) => subject === 'Su Clave Sence fue cambiada',
    );
    t.regex(notice?.text ?? '', /Chrome en Linux/);
    t.regex(notice?.text ?? '', /\d{1,2}[.:]\d{2}/);
    t.regex(notice?.text ?? '', /\/no-fui-yo\/[\w-]{43}/);
    t.true((await messagesTo(app, camila.mobile)).some(({ text }) => /fue cambiada/.test(text)));
  });
}

test('a second recovery replaces the first: its key no longer opens anything', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const first = await provisionalIn(app, camila.email);
  app.advance(MINUTE);
  await recoverByAnswer(app);
  t.is(await outcomeOf(app, first), 'key-wrong');
  t.is(await outcomeOf(app, await provisionalIn(app, camila.email)), 'key-provisional');
});

test('a provisional key opens the page that changes it and nothing else', async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const before = (await actsOf(app)).length;
  t.like(await tryKey(app, await provisionalIn(app, camila.email)), { code: 'key-provisional' });
  t.deepEqual((await actsOf(app)).slice(before), [], 'no login is recorded');
});

// --- the waiting period

for (const policy of policies) {
  test(`[security 17] ${policy}: contacts that are replaced by the card alone change nothing before 72 hours`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const before = await accountNow(app);
    await replaceByCard(app);
    await nearDue(app, -2 * MINUTE);
    t.false(await applyDueChange(app.deps));
    t.deepEqual({ ...(await accountNow(app)), alone: undefined }, { ...before, alone: undefined });
    t.is(
      (await app.mailbox()).filter(({ text }) => /clave Sence es|Clave provisoria|recuperar\/clave/.test(text)).length,
      0,
    );
    app.advance(3 * MINUTE);
    t.true(await applyDueChange(app.deps));
    t.like((await accountNow(app)).personal, { email: stranger.email, mobile: stranger.mobile });
  });

  test(`[security 17, threat 9, threat 29] ${policy}: old e-mail and old mobile are notified at once, and each has a way to cancel`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    const [mail] = await messagesTo(app, camila.email);
    t.is(mail?.subject, 'Solicitud de cambio de correo: puede cancelarla');
    const [sms] = await messagesTo(app, camila.mobile);
    t.regex(sms?.text ?? '', /piden cambiar su correo o celular/);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, camila.email);
    t.deepEqual(
      (await actsOf(app)).filter((act) => act.startsWith('hold.')),
      ['hold.begun', 'hold.withdrawn'],
    );
  });

  test(`[security 17] ${policy}: the SMS to the old mobile carries the cancel link itself, for a user who lost the mailbox`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    t.regex((await messagesTo(app, camila.mobile))[0]?.text ?? '', /\/solicitud\/[\w-]{43}/);
  });

  test(`[security 17] ${policy}: the notice is sent although a stranger spent the budget of messages just before`, async (t) => {
    const app = await openWithCamila(t, { policy, throttles: 'on' });
    const of = await recoverByCard(app);
    for (let round = 0; round < 2; round += 1) {
      app.advance(MINUTE + 1000);
      await resendKey(app.deps, of, elsewhere());
    }
    await replaceByCard(app);
    const subjects = (await messagesTo(app, camila.email)).map(({ subject }) => subject);
    t.true(subjects.includes('Solicitud de cambio de correo: puede cancelarla'), subjects.join(', '));
  });

  test(`[security 20] ${policy}: the final notice is sent although a stranger spent the budget of messages just before`, async (t) => {
    const app = await openWithCamila(t, { policy, throttles: 'on' });
    await replaceByCard(app);
    await nearDue(app, -5 * MINUTE);
    const of = await recoverByCard(app, {}, elsewhere(2));
    for (let round = 0; round < 2; round += 1) {
      app.advance(MINUTE + 1000);
      await resendKey(app.deps, of, elsewhere(2));
    }
    app.advance(4 * MINUTE);
    await applyDueChange(app.deps);
    t.not(await tokenIn(app, camila.email, 'revertir'), '');
  });

  test(`[security 17] ${policy}: the new e-mail must be confirmed by its owner, else the pending change ends without effect`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await askForOtherContacts(app);
    t.true(
      (await messagesTo(app, stranger.email)).some(({ subject }) => subject === 'Confirme que este correo es suyo'),
    );
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, camila.email);
  });

  test(`[security 19] ${policy}: the card is checked again at the end, and a card that was blocked meanwhile ends it`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    const { civilRegistry } = app.deps;
    const verifyCedula = async () => ({ verdict: 'blocked' as const });
    Object.assign(app.deps, { civilRegistry: { ...civilRegistry, verifyCedula } });
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, camila.email);
    t.true((await actsOf(app)).includes('hold.refused'));
    t.true((await messagesTo(app, camila.email)).some(({ subject }) => /No pudimos cambiar/.test(subject)));
    t.is((await messagesTo(app, stranger.email)).length, 1, 'nothing but the confirmation that was asked');
  });

  test(`[security 19] ${policy}: a silent registry at the end approves nothing, and it is tried again`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    const speak = silence(app);
    await nearDue(app, MINUTE);
    await t.throwsAsync(applyDueChange(app.deps), { instanceOf: Unavailable });
    t.is((await accountNow(app)).personal.email as string, camila.email);
    speak();
    app.advance(3 * MINUTE);
    t.true(await applyDueChange(app.deps));
    t.is((await accountNow(app)).personal.email as string, stranger.email);
  });

  test(`[security 20] ${policy}: one link in the old mailbox reverts contacts and question, revokes key, sessions and tokens, and freezes`, async (t) => {
    const app = await openWithCamila(t, { policy });
    const before = await accountNow(app);
    await replaceByCard(app);
    await settle(app);
    t.is(await finishAs(app, stranger), 'done');
    const client = await openClient(app, 'ejemplo');
    const { tokens } = await signIn(client, {
      person: { ...person, key: CHOSEN },
      mailbox: { app, to: stranger.email },
    });
    app.advance(6 * DAY);
    await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
    const after = await accountNow(app);
    t.deepEqual(after.personal, before.personal);
    t.deepEqual(after.question, before.question);
    t.is(after.state, 'congelada');
    t.is(await userInfoStatus(app, tokens.access_token), 401);
    t.is(await refusalOf(oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')), 'invalid_grant');
    t.not(await outcomeOf(app, CHOSEN), 'in');
    t.not(await outcomeOf(app, camila.key), 'in');
    t.true((await actsOf(app)).includes('contacts.reverted'));
  });

  test(`[security 20] ${policy}: the link of the old mailbox is spent after one use, and expires on the eighth day`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await settle(app);
    const token = await tokenIn(app, camila.email, 'revertir');
    const other = await openWithCamila(t, { policy });
    await replaceByCard(other);
    await settle(other);
    await takeBack(app, token, owner);
    t.is(await coded(takeBack(app, token, owner)), 'link-spent');
    const late = await tokenIn(other, camila.email, 'revertir');
    other.advance(7 * DAY);
    t.is(await coded(takeBack(other, late, owner)), 'link-spent');
    t.is((await accountNow(other)).personal.email as string, stranger.email);
  });

  test(`[floor 5] ${policy}: within seven days of a replacement a recovery warns the old contacts too`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, stranger.email);
    await confirmMobileOf(app, 'natural', camila.run);
    app.advance(2 * DAY);
    const before = (await messagesTo(app, camila.email)).length;
    await recoverByCard(app);
    t.is(await finishAs(app, stranger), 'done');
    t.true((await messagesTo(app, camila.email)).length > before);
  });

  test(`[security 18] floor 7 ${policy}: a second cancel within 30 days against the card goes to the desk`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await replaceByCard(app);
    await withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner);
    app.advance(5 * DAY);
    await replaceByCard(app);
    await coded(withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner));
    const states = await app.database.run<{ state: string }[]>((sql) =>
      sql('holds').orderBy('created_at').select('state'),
    );
    t.deepEqual(
      states.map(({ state }) => state),
      ['withdrawn', 'desk'],
    );
    await settle(app);
    t.is((await accountNow(app)).personal.email as string, camila.email, 'nothing is done without the desk');
  });
}

test("[security 19] strangers' wrong serials do not delay the end of a waiting period", async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  await replaceByCard(app);
  await nearDue(app, -2 * MINUTE);
  const of = await begin(app, {}, elsewhere(9));
  await forgetAnswer(app.deps, of);
  for (let round = 0; round < 5; round += 1)
    await coded(showCedula(app.deps, of, requireSerial('599999999'), elsewhere(9)));
  app.advance(3 * MINUTE);
  t.is(await coded(applyDueChange(app.deps)), 'done');
});

// --- link and code

test('[security 21] segura: the link alone, the code alone, and a code of another recovery save nothing', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  t.is(await changeByLink(app, token, ''), 'code-wrong');
  t.is(await changeByLink(app, 'a'.repeat(43), code), 'link-spent');
  t.is(await outcomeOf(app, code), 'credentials-wrong', 'a code is no key');
  app.advance(MINUTE);
  await recoverByCard(app);
  const newer = await tokenIn(app, camila.email, 'recuperar/clave');
  const second = await codeIn(app, camila.mobile);
  t.is(await changeByLink(app, token, second), 'link-spent', 'the older link');
  if (code !== second) t.is(await changeByLink(app, newer, code), 'code-wrong', 'the older code');
  t.is(await changeByLink(app, newer, second), 'done');
});

test('[security 21] segura: five tries of a code, then it opens nothing, also when it is right', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', throttles: 'on' });
  await recoverByCard(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  const code = await codeIn(app, camila.mobile);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let round = 0; round < 5; round += 1) t.is(await changeByLink(app, token, wrong), 'code-wrong');
  t.is(await changeByLink(app, token, code), 'code-wrong');
});

test('[security 21] segura: with one contact on file the waiting period applies, and after it the link alone', async (t) => {
  const app = await openWithCamila(t, { policy: 'segura', mobile: false });
  await recoverByCard(app);
  t.is(await tokenIn(app, camila.email, 'recuperar/clave'), '');
  t.not(await tokenIn(app, camila.email, 'solicitud'), '', 'she is notified, and can cancel');
  await settle(app);
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  t.is(await changeByLink(app, token, ''), 'done');
});

// --- what ends a pending change

test('[security 18] a login with the old key while a recovery is pending is asked about it, and alone ends nothing', async (t) => {
  const app = await openWithCamila(t);
  await replaceByCard(app);
  const client = await openClient(app, 'ejemplo');
  const { to } = await beginSignIn(client);
  const page = await goThrough(openBrowser(), to, person);
  t.regex(page.text, /¿Pidió usted este cambio\?/);
  await settle(app);
  t.is((await accountNow(app)).personal.email as string, stranger.email);
  t.false((await actsOf(app)).includes('hold.withdrawn'));
});

test('[security 18] cancel, the card after a login with the old key, and a failing second check each end it, and each is audited', async (t) => {
  const ways: Readonly<Record<string, (app: TestApp) => Promise<unknown>>> = {
    'hold.withdrawn by link': async (app) =>
      withdrawPendingChange(app.deps, await tokenIn(app, camila.email, 'solicitud'), owner),
    'hold.withdrawn by card': async (app) => {
      const browser = openBrowser();
      const asked = await goThrough(browser, (await beginSignIn(await openClient(app, 'ejemplo'))).to, person);
      await browser.follow(await browser.send(asked, { accion: 'cedula', serie: camila.serial }), app.issuer);
    },
    'hold.refused by house': async ({ deps }) => {
      const verifyCedula = async () => ({ verdict: 'expired' as const });
      Object.assign(deps, { civilRegistry: { ...deps.civilRegistry, verifyCedula } });
    },
  };
  for (const [audited, end] of Object.entries(ways)) {
    const app = await openWithCamila(t);
    const before = await accountNow(app);
    await replaceByCard(app);
    await end(app);
    await settle(app);
    t.deepEqual((await accountNow(app)).personal, before.personal, audited);
    const rows = await app.database.run<{ act: string; details: { by: string }; account_id: string }[]>((sql) =>
      sql('audit').where('act', 'like', 'hold.%').whereNot({ act: 'hold.begun' }),
    );
    t.deepEqual(
      rows.map(({ act, details, account_id }) => [`${act} by ${details.by}`, account_id]),
      [[audited, before.id]],
    );
  }
});

// --- messages

test('[security 23] no message of a whole scenario contains a chosen key, old or new', async (t) => {
  for (const policy of policies) {
    const app = await openWithCamila(t, { policy });
    await recoverByCard(app);
    t.is(await finishAs(app), 'done');
    await outcomeOf(app, CHOSEN);
    await replaceByCard(app);
    await settle(app);
    await finishAs(app, stranger);
    await takeBack(app, await tokenIn(app, camila.email, 'revertir'), owner);
    const sent = await app.mailbox();
    t.true(sent.length > 8);
    for (const { subject, text, html } of sent)
      for (const key of [camila.key, CHOSEN]) t.false([subject, text, html].join('\n').includes(key));
  }
});

test('[security 40] a fourth key to one recipient within ten minutes is not sent, however the address is written', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const of = await recoverByAnswer(app);
  for (let round = 0; round < 2; round += 1) {
    app.advance(MINUTE + 1000);
    await resendKey(app.deps, of, elsewhere());
  }
  app.advance(MINUTE + 1000);
  t.is(await coded(resendKey(app.deps, of, elsewhere())), 'resend-early', 'three times from one page');
  await recoverByAnswer(app, {}, elsewhere(2));
  const keys = (await messagesTo(app, camila.email)).filter(({ subject }) => subject === 'Recupere su Clave Sence');
  t.is(keys.length, 3);
});

// --- budgets

test('[security 7] a network begins three recoveries of one RUT in 15 minutes, and then waits; the wait ends by itself', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 3; place += 1) await begin(app, {}, elsewhere(place));
  t.is(await coded(begin(app, {}, elsewhere(4))), 'recovery-paused');
  t.is(await coded(begin(app, {}, owner)), 'done', 'another network is not in its way');
  app.advance(16 * MINUTE);
  t.is(await coded(begin(app, {}, elsewhere(5))), 'done');
});

test("[security 9] the owner's known browser recovers although strangers spent the day's budget, six times a day", async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 6; place += 1) {
    await begin(app, {}, owner);
    app.advance(6 * MINUTE);
  }
  t.is(await coded(begin(app, {}, owner)), 'recovery-paused', 'a browser that is not known waits');
  const device = app.deps.devices.remember(undefined, await accountNow(app));
  for (let round = 1; round <= 6; round += 1) {
    t.is(await coded(begin(app, { device }, owner)), 'done', `turn ${round}`);
    app.advance(5 * MINUTE);
  }
  t.is(await coded(begin(app, { device }, owner)), 'recovery-paused');
});

test("[security 9] a device cookie of another account, or from before the key's change, has no budget of its own", async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  const account = await accountNow(app);
  for (let place = 1; place <= 3; place += 1) await begin(app, {}, owner);
  const other = app.deps.devices.remember(undefined, { ...account, id: '00000000-0000-4000-8000-000000000000' });
  t.is(await coded(begin(app, { device: other }, owner)), 'recovery-paused');
  const before = { ...account, keyChangedAt: new Date(account.keyChangedAt.getTime() - 1000) };
  const old = app.deps.devices.remember(undefined, before);
  t.is(await coded(begin(app, { device: old }, owner)), 'recovery-paused');
});

test('[security 9] a user who goes on by their own mailbox is not locked out by strangers (floor 8)', async (t) => {
  const app = await openWithCamila(t, { throttles: 'on' });
  for (let place = 1; place <= 3; place += 1) await begin(app, {}, elsewhere(place));
  t.is(await coded(begin(app, { mailOnly: true }, owner)), 'done');
});

test('[A4, security 7] thirty users begin a recovery behind one address in ten minutes, and the next one waits', async (t) => {
  const app = await openAppFor(t, { throttles: 'on', policy: 'segura' });
  const said: string[] = [];
  for (let place = 0; place < 31; place += 1)
    said.push(await coded(begin(app, { identifier: runNumber(44_000_500 + place) }, elsewhere())));
  t.deepEqual(said.slice(0, 30), Array(30).fill('done'));
  t.is(said[30], 'recovery-paused');
});

test('[security 4] guia: the eleventh unknown identifier of an hour from one network is answered as in segura, and no message is sent', async (t) => {
  const app = await openAppFor(t, { throttles: 'on' });
  const unknown = ['44.000.003-7', '44.000.004-5', '44.000.005-3', '44.000.105-K', '44.000.113-0'].map(parseRun);
  for (let round = 0; round < 2; round += 1) {
    for (const identifier of unknown) t.is(await coded(begin(app, { identifier })), 'person-unknown');
    app.advance(11 * MINUTE);
  }
  const of = await recoverByCard(app, { identifier: camila.run });
  t.is(await stepOf(app, of), 'sent');
  t.is((await app.mailbox()).length, 0);
});

// --- registries

for (const policy of policies)
  test(`[security 51, threat 52] ${policy}: a silent registry at the card costs no try, and the recovery goes on later`, async (t) => {
    const app = await openWithCamila(t, { policy, throttles: 'on' });
    const of = await begin(app);
    if (policy === 'guia') await forgetAnswer(app.deps, of);
    const speak = silence(app);
    for (let round = 0; round < 6; round += 1)
      await t.throwsAsync(showCedula(app.deps, of, requireSerial(camila.serial), elsewhere()), {
        instanceOf: Unavailable,
      });
    speak();
    const refused = await t.throwsAsync(showCedula(app.deps, of, requireSerial('599999999'), elsewhere()));
    t.is((refused as { details?: { left?: number } }).details?.left, 2);
    await showCedula(app.deps, of, requireSerial(camila.serial), elsewhere());
    t.is(await stepOf(app, of), 'email');
  });

// --- companies

const answerAs = async (app: TestApp) => {
  const of = await begin(app, company);
  await answerQuestion(app.deps, of, parseAnswer('boby'), elsewhere());
  return of;
};

async function openPanaderia(t: ExecutionContext, policy: PolicyName = 'guia'): Promise<TestApp> {
  const app = await openAppFor(t, { policy });
  await openCompany(app);
  await app.mailbox();
  return app;
}

test("[security 25] C12 guia: question and answer send the company's key to contacts on file, and the representative is notified", async (t) => {
  const app = await openPanaderia(t);
  await sendKey(app.deps, await answerAs(app), elsewhere());
  t.is((await provisionalIn(app, 'contacto@panaderia.example')).length, 8);
  t.true(
    (await messagesTo(app, '+56940000001')).some(({ text }) =>
      /RUT 54\.000\.001-8: piden recuperar la clave/.test(text),
    ),
  );
});

test('[security 25] guia: the representative, who has a mobile only, gets a link that freezes', async (t) => {
  const app = await openPanaderia(t);
  await sendKey(app.deps, await answerAs(app), elsewhere());
  t.not(await tokenIn(app, '+56940000001', 'no-fui-yo'), '');
});

test('[C12] segura: a company shows a representative in force and the card, always', async (t) => {
  const app = await openPanaderia(t, 'segura');
  const of = await begin(app, company);
  t.is(await stepOf(app, of), 'representative');
  // Whether a person represents it is revealed only to a user who shows that person's card.
  await nameRepresentative(app.deps, of, camila.run);
  t.is(await coded(showCedula(app.deps, of, requireSerial('523456789'), elsewhere())), 'cedula-mismatch');
  t.is(await coded(showCedula(app.deps, of, requireSerial(camila.serial), elsewhere())), 'not-representative');
  t.is(await stepOf(app, of), 'representative');
  await nameRepresentative(app.deps, of, parseRun('44.000.001-0'));
  t.is(await coded(showCedula(app.deps, of, requireSerial('523456789'), elsewhere())), 'cedula-mismatch');
  await showCedula(app.deps, of, requireSerial('512345678'), elsewhere());
  t.is(await stepOf(app, of), 'email');
});

test('[C12] guia: after a change of representatives the answer is not enough, until a card was shown', async (t) => {
  const app = await openPanaderia(t);
  await loseARepresentative(app);
  const of = await answerAs(app);
  t.is(await stepOf(app, of), 'representative');
});

/** The SII removes Pedro, and the server learns it as at any login. */
async function loseARepresentative(app: TestApp): Promise<void> {
  await companyNow(app.deps, parseRut(panaderia.rut));
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  await companyNow(app.deps, parseRut(panaderia.rut));
}

test('[C12] guia: a key that was requested before the representatives changed saves nothing afterwards', async (t) => {
  const app = await openPanaderia(t);
  await sendKey(app.deps, await answerAs(app), elsewhere());
  const key = await provisionalIn(app, 'contacto@panaderia.example');
  await loseARepresentative(app);
  t.not(await changeBy(app, key, CHOSEN, { profile: 'juridica', identifier: parseRut(panaderia.rut) }), 'done');
});

test('[C12] guia: an answer that was given before the representatives changed sends nothing afterwards', async (t) => {
  const app = await openPanaderia(t);
  const of = await answerAs(app);
  await loseARepresentative(app);
  await coded(sendKey(app.deps, of, elsewhere()));
  t.is(await provisionalIn(app, 'contacto@panaderia.example'), '');
});

test('a recovery by the card of a representative who left while it waited ends without a key', async (t) => {
  const app = await openPanaderia(t);
  await proveLongAgo(app, 'juridica', parseRut(panaderia.rut));
  await replaceByCard(app, { ...company, representative: '44.000.002-9', serial: '523456789' });
  changeSii(app, (known) => ({ ...known, representantes: known.representantes.slice(0, 1) }));
  await t.throwsAsync(waitOut(app), { message: /tax-registry/ }, 'one reading ends nothing for good');
  app.advance(HOUR + MINUTE);
  await waitOut(app);
  const account = await app.deps.accounts.findByIdentifier('juridica', parseRut(panaderia.rut));
  t.is(account?.personal.email as string, 'contacto@panaderia.example');
  t.is(await provisionalIn(app, stranger.email), '');
  t.true((await actsOf(app)).includes('hold.refused'));
});

test('[security 3] segura: a company with contacts and one that was never registered end on the same page', async (t) => {
  const app = await openPanaderia(t, 'segura');
  const known = await lastPageOf(app, company, '44.000.001-0', '512345678');
  const unknown = await lastPageOf(
    app,
    { profile: 'juridica', identifier: parseRut('54.000.103-0') },
    '44.000.001-0',
    '512345678',
  );
  t.deepEqual(unknown, known);
});

/** The content of the last page: which messages it names, and whether a change is pending. */
async function lastPageOf(
  app: TestApp,
  who: { profile: 'juridica'; identifier: ReturnType<typeof parseRut> },
  representative: string,
  serial: string,
) {
  const of = await recoverByCard(app, { ...who, representative, serial });
  const { outcome } = (await app.deps.recoveries.find(of.id, of.browser)) ?? {};
  return { mail: outcome?.mail !== undefined, sms: outcome?.sms !== undefined, held: outcome?.request !== undefined };
}

// --- the card

test('[security 7] forty wrong cards for one RUN at the same moment count as forty: three of a network are checked', async (t) => {
  const { deps } = await openAppFor(t, { throttles: 'on' });
  let asked = 0;
  const verifyCedula = async () => {
    asked += 1;
    return { verdict: 'mismatch' as const };
  };
  const counted = { ...deps, civilRegistry: { ...deps.civilRegistry, verifyCedula } };
  const wrong = requireSerial('599999999');
  await Promise.all(
    Array.from({ length: 40 }, (_, place) => coded(checkCedula(counted, camila.run, wrong, elsewhere(place + 1)))),
  );
  t.is(asked, 3);
});

// --- frozen accounts

for (const policy of policies) {
  test(`a frozen account is recovered by the card and by nothing less (${policy})`, async (t) => {
    const app = await openWithCamila(t, { policy });
    await outcomeOf(app, camila.key);
    await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
    t.is(await outcomeOf(app, camila.key), 'account-frozen');
    const of = await begin(app);
    t.is(await stepOf(app, of), 'serial', 'no question is asked');
    await recoverByCard(app);
    t.is(await finishAs(app), 'done');
    t.is((await accountNow(app)).state, 'activa');
    t.is(await outcomeOf(app, CHOSEN), 'in');
    t.true((await actsOf(app)).includes('account.thawed'));
  });
}

test('guia: an answer that was given before the freeze is no longer enough: the card is asked', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  const of = await begin(app);
  await answerQuestion(app.deps, of, parseAnswer('boby'), elsewhere());
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  await sendKey(app.deps, of, elsewhere());
  t.is(await stepOf(app, of), 'serial');
  t.is(await provisionalIn(app, camila.email), '');
  t.is((await accountNow(app)).state, 'congelada');
});

test('guia: a frozen account is sent a link and a code, never one key to each contact, and its holder is notified when it works again', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  const of = await recoverByCard(app);
  t.like((await app.deps.recoveries.find(of.id, of.browser))?.outcome, { byLink: true });
  t.is(await provisionalIn(app, camila.email), '');
  t.is(await provisionalIn(app, camila.mobile), '');
  t.is(await changeByLink(app, await tokenIn(app, camila.email, 'recuperar/clave'), '000000'), 'code-wrong');
  t.is(await finishAs(app), 'done');
  const notices = (await messagesTo(app, camila.email)).filter(({ text }) => /vuelve a funcionar/.test(text));
  t.deepEqual(
    notices.map(({ subject }) => subject),
    ['Su Clave Sence fue cambiada'],
  );
});

test('freezing ends a provisional key that is outstanding', async (t) => {
  const app = await openWithCamila(t);
  await outcomeOf(app, camila.key);
  await recoverByCard(app);
  const key = await provisionalIn(app, camila.email);
  await freezeAccount(app.deps, await tokenIn(app, camila.email, 'no-fui-yo'), owner);
  t.not(await changeBy(app, key), 'done');
});

// --- by the mailbox

test('[threat 12, threat 32] by the mailbox: the link replaces the question, never the card, and works once', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app, { mailOnly: true });
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  t.is(await stepOf(app, of), 'mail');
  const token = await tokenIn(app, camila.email, 'recuperar/correo');
  await openMailbox(app.deps, recoveryByMail(app.deps), token, 'otro navegador');
  t.is(await stepOf(app, of), undefined, 'it went to the browser that opened the link');
  const here = { id: of.id, browser: 'otro navegador' };
  t.is(await stepOf(app, here), 'serial');
  t.is(await coded(openMailbox(app.deps, recoveryByMail(app.deps), token, 'un tercero')), 'link-spent');
  t.is(await stepOf(app, here), 'serial');
});

test('by the mailbox: a second click within the minute sends nothing and does not delay the next mail', async (t) => {
  const app = await openWithCamila(t);
  const of = await begin(app, { mailOnly: true });
  const mails = async () =>
    (await messagesTo(app, camila.email)).filter(({ text }) => /recuperar\/correo/.test(text)).length;
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  app.advance(40_000);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  t.is(await mails(), 1);
  app.advance(25_000);
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  t.is(await mails(), 2);
});

test('by the mailbox: for an identifier without an account no message is sent, and the page is the same', async (t) => {
  const app = await openAppFor(t, { policy: 'segura' });
  const of = await begin(app, { mailOnly: true });
  await continueByMail(app.deps, recoveryByMail(app.deps), of, elsewhere());
  t.is(await stepOf(app, of), 'mail');
  t.is((await app.mailbox()).length, 0);
});

test('[security 3] segura: a user without a mobile, one with, and an unknown one end on the same page', async (t) => {
  const [one, two, none] = [
    await openWithCamila(t, { policy: 'segura', mobile: false }),
    await openWithCamila(t, { policy: 'segura' }),
    await openAppFor(t, { policy: 'segura' }),
  ];
  const pages = [];
  for (const app of [one, two, none]) {
    const of = await recoverByCard(app);
    const { outcome } = (await app.deps.recoveries.find(of.id, of.browser)) ?? {};
    pages.push({ sms: outcome?.sms !== undefined, held: outcome?.request !== undefined });
  }
  t.deepEqual(pages[1], pages[2], 'with a mobile');
  t.deepEqual(pages[0], pages[2], 'without');
});
