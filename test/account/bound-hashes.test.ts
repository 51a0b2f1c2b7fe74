import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { hashOfBefore } from '../../scripts/synth/hash-of-before.ts';
import { type CodeOf, proveAccountCode, sendAccountCode } from '../../src/account/account-code.ts';
import { deliverKey, freshKey } from '../../src/account/deliver-key.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import type { Account } from '../../src/domain/account.ts';
import { PlainKey } from '../../src/domain/key.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { beginUpdate } from '../../src/features/data-update/use-cases/begin-update.ts';
import { answerPair } from '../../src/features/data-update/use-cases/update-steps.ts';
import { answerQuestion } from '../../src/features/recovery/use-cases/recover-key.ts';
import type { TestHouse } from '../helpers/house.ts';
import {
  accountNow,
  begin,
  camila,
  changeByLink,
  coded,
  codeIn,
  elsewhere,
  MINUTE,
  openWithCamila,
  outcomeOf,
  provisionalIn,
  recoverByAnswer,
  tokenIn,
} from '../helpers/recovery.ts';
import { CHEAP_HASH } from '../helpers/seeds.ts';
import { rosaNow } from '../helpers/sign-ins.ts';
import { lineOf, nieOf } from '../legacy/files.ts';
import { openOldHouse, secrets } from '../legacy/old-house.ts';

/** Writes as the product does: what is tested is that the hash alone opens nothing, whatever its row says. */
async function give({ world }: TestHouse, edit: (account: Account) => Account): Promise<void> {
  const { id } = (await world.accounts.findByIdentifier('natural', camila.run)) ?? { id: '' };
  await world.accounts.change(id, edit);
}

const answers = async (house: TestHouse, typed: string): Promise<string> =>
  coded(answerQuestion(house.world, await begin(house), parseAnswer(typed), elsewhere()));

test("[A11] another account's key hash, copied, opens nothing: neither by that key nor by the own one", async (t) => {
  const house = await openWithCamila(t);
  const { keyHash } = await rosaNow(house);
  const own = (await accountNow(house)).keyHash;
  await give(house, (latest) => ({ ...latest, keyHash }));
  t.not(await outcomeOf(house, SEEDED_KEY), 'in');
  t.not(await outcomeOf(house, camila.key), 'in');
  await give(house, (latest) => ({ ...latest, keyHash: own }));
  t.is(await outcomeOf(house, camila.key), 'in');
});

test('[A11] the hash of the secret answer opens nothing in the place of the key, nor the other way round', async (t) => {
  const house = await openWithCamila(t);
  const { question, keyHash } = await accountNow(house);
  await give(house, (latest) => ({ ...latest, keyHash: question?.answerHash ?? '' }));
  t.not(await outcomeOf(house, 'boby'), 'in');
  await give(house, (latest) => ({ ...latest, keyHash, question: { id: 1, answerHash: keyHash } }));
  t.is(await answers(house, camila.key), 'answer-wrong');
});

test("[A11] another account's answer hash, copied, is no right answer", async (t) => {
  const house = await openWithCamila(t);
  const { id } = await rosaNow(house);
  const copied = await house.world.hasher.hash(new PlainKey('boby'), { purpose: 'answer', id });
  await give(house, (latest) => ({ ...latest, question: { id: 1, answerHash: copied } }));
  t.is(await answers(house, 'boby'), 'answer-wrong');
});

test("[A11] a provisional key opens its own account only, also where its hash was copied to another's row", async (t) => {
  const house = await openWithCamila(t);
  await recoverByAnswer(house);
  const key = await provisionalIn(house, camila.email);
  t.true((await outcomeOf(house, key)).startsWith('key-provisional'));
  const sent = await house.world.provisionalKeys.outstanding((await accountNow(house)).id);
  const { id } = await rosaNow(house);
  const copied = { ...sent, id: randomUUID(), accountId: id, kind: 'key', keyHash: sent?.keyHash ?? '' } as const;
  await house.world.provisionalKeys.put({ ...copied, proved: true, mail: await sentMessage(house) });
  t.is(await outcomeOf(house, key, { identifier: (await rosaNow(house)).identifier }), 'key-wrong');
});

test('[A11] a code that an account was sent proves nothing at another one, nor for another purpose', async (t) => {
  const house = await openWithCamila(t);
  const hers: CodeOf = { account: await accountNow(house), purpose: 'sign-in', contact: 'email', browser: 'one' };
  await sendAccountCode(house.world, hers);
  const code = await codeTo(house);
  const sent = await house.world.accountCodes.find({ ...hers, accountId: hers.account.id });
  const others: readonly CodeOf[] = [
    { ...hers, account: await rosaNow(house) },
    { ...hers, purpose: 'contest' },
  ];
  for (const of of others) {
    const place = { accountId: of.account.id, purpose: of.purpose, contact: of.contact, browser: of.browser };
    await house.world.accountCodes.put(place, { codeHash: sent?.codeHash ?? '', message: await sentMessage(house) });
    t.is(await coded(proveAccountCode(house.world, of, code)), 'contact-code-wrong', of.purpose);
  }
  t.is(await coded(proveAccountCode(house.world, hers, code)), 'done');
});

async function codeTo(house: TestHouse): Promise<string> {
  const [newest] = (await house.mailbox()).filter(({ subject }) => /código/.test(subject));
  return /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? 'none';
}

async function sentMessage({ world, database }: TestHouse): Promise<string> {
  const message = await world.notifier.pretend('account-code', 'mail', 'nobody');
  await database.run((sql) =>
    sql('outbox')
      .where({ id: message })
      .update({ sent_at: sql.ref('created_at') }),
  );
  return message;
}

test("[A11] an imported key's hash is recognised at its own row only", async (t) => {
  const house = await openOldHouse(t);
  await house.bring([lineOf(1), lineOf(1).replace(nieOf(1), nieOf(2))]);
  await house.wrapAll();
  t.true(await house.recognises('migrante', nieOf(1), 'clave-1'));
  t.true(await house.recognises('migrante', nieOf(2), 'clave-1'), 'both have the same old hash and salt');
  const [one] = await house.database.run<{ key_hash: string }[]>((sql) =>
    sql('legacy_keys').where({ identifier: nieOf(1) }),
  );
  await house.database.run((sql) =>
    sql('legacy_keys')
      .where({ identifier: nieOf(2) })
      .update({ key_hash: one?.key_hash }),
  );
  t.false(await house.recognises('migrante', nieOf(2), 'clave-1').catch(() => false));
  t.true(await house.recognises('migrante', nieOf(1), 'clave-1'));
});

test('[A11] what was drawn as a key and must go as a code, for the account was frozen meanwhile, is hashed as one', async (t) => {
  const house = await openWithCamila(t);
  const drawn = await freshKey(house.world, await accountNow(house));
  await give(house, (latest) => ({ ...latest, state: 'congelada' }));
  const frozen = await accountNow(house);
  const way = { proved: true, mail: true, sms: frozen.personal.mobile };
  await house.world.atomically(() => deliverKey(house.world, frozen, drawn, way));
  const token = await tokenIn(house, camila.email, 'recuperar/clave');
  t.is(await changeByLink(house, token, await codeIn(house, camila.mobile)), 'done');
});

// --- hashes of before

const before = (text: string) => hashOfBefore(secrets, text, CHEAP_HASH);

test('[A11] a key hash of before opens, and is bound from that success on', async (t) => {
  const house = await openWithCamila(t);
  const keyHash = await before(camila.key);
  await give(house, (latest) => ({ ...latest, keyHash }));
  t.not(await outcomeOf(house, 'otra clave'), 'in');
  t.is((await accountNow(house)).keyHash, keyHash, 'a wrong key renews nothing');
  t.is(await outcomeOf(house, camila.key), 'in');
  t.regex((await accountNow(house)).keyHash, /^b1:/);
  t.is(await outcomeOf(house, camila.key), 'in');
});

test('[A11] an answer hash of before is right, and is bound from that success on, at a recovery and at an update', async (t) => {
  const house = await openWithCamila(t);
  const answerHash = await before('boby');
  const restore = () => give(house, (latest) => ({ ...latest, question: { id: 1, answerHash } }));
  await restore();
  t.is(await answers(house, 'otra'), 'answer-wrong');
  t.is((await accountNow(house)).question?.answerHash, answerHash);
  t.is(await answers(house, 'boby'), 'done');
  await assertBound(t, house);
  await restore();
  const who = { profile: 'natural', identifier: camila.run, browser: 'one', device: undefined } as const;
  const of = {
    id: await beginUpdate(house.world, { ...who, key: new PlainKey(camila.key) }, elsewhere()),
    browser: who.browser,
  };
  await answerPair(house.world, of, { id: 1, answer: parseAnswer('boby') }, elsewhere());
  await assertBound(t, house);
});

async function assertBound(t: ExecutionContext, house: TestHouse): Promise<void> {
  t.regex((await accountNow(house)).question?.answerHash ?? '', /^b1:/);
  t.is(await answers(house, 'boby'), 'done');
}

test('[A11] a code and a provisional key that were sent before the upgrade still serve', async (t) => {
  const house = await openWithCamila(t);
  const account = await accountNow(house);
  const of: CodeOf = { account, purpose: 'sign-in', contact: 'email', browser: 'one' };
  const place = { accountId: account.id, purpose: of.purpose, contact: of.contact, browser: of.browser };
  await house.world.accountCodes.put(place, { codeHash: await before('482913'), message: await sentMessage(house) });
  t.is(await coded(proveAccountCode(house.world, of, '482913')), 'done');
  const id = randomUUID();
  const keyHash = await before('J53722W2');
  const mail = await sentMessage(house);
  await house.world.provisionalKeys.put({ id, accountId: account.id, kind: 'key', keyHash, proved: true, mail });
  house.advance(MINUTE);
  t.true((await outcomeOf(house, 'j53722w2')).startsWith('key-provisional'));
});

test('[A11] an imported key that was wrapped before is still recognised', async (t) => {
  const house = await openOldHouse(t);
  await house.bring([lineOf(1)]);
  await house.wrapAll();
  const key_hash = await before(lineOf(1).split(',')[4] ?? '');
  await house.database.run((sql) => sql('legacy_keys').update({ key_hash }));
  t.true(await house.recognises('migrante', nieOf(1), 'clave-1').catch(() => false));
});
