import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { hashOfBefore } from '../../scripts/synth/hash-of-before.ts';
import { type CodeOf, proveAccountCode, sendAccountCode } from '../../src/account/account-code.ts';
import { deliverKey, freshKey } from '../../src/account/deliver-key.ts';
import { SEEDED_KEY } from '../../src/dev/people/seed.ts';
import type { Account } from '../../src/domain/account.ts';
import { Secret } from '../../src/domain/key.ts';
import { parseAnswer } from '../../src/domain/secret-question.ts';
import { beginUpdate } from '../../src/features/data-update/use-cases/begin-update.ts';
import { answerPair } from '../../src/features/data-update/use-cases/update-steps.ts';
import { answerQuestion } from '../../src/features/recovery/use-cases/recover-key.ts';
import type { TestApp } from '../helpers/app.ts';
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
import { openOldApp, secrets } from '../legacy/old-app.ts';

/** Writes as the product does: what is tested is that the hash alone opens nothing, whatever its row says. */
async function give({ deps }: TestApp, edit: (account: Account) => Account): Promise<void> {
  const { id } = (await deps.accounts.findByIdentifier('natural', camila.run)) ?? { id: '' };
  await deps.accounts.change(id, edit);
}

const answers = async (app: TestApp, typed: string): Promise<string> =>
  coded(answerQuestion(app.deps, await begin(app), parseAnswer(typed), elsewhere()));

test("[A11] another account's key hash, copied, opens nothing: neither by that key nor by its own", async (t) => {
  const app = await openWithCamila(t);
  const { keyHash } = await rosaNow(app);
  const own = (await accountNow(app)).keyHash;
  await give(app, (latest) => ({ ...latest, keyHash }));
  t.not(await outcomeOf(app, SEEDED_KEY), 'in');
  t.not(await outcomeOf(app, camila.key), 'in');
  await give(app, (latest) => ({ ...latest, keyHash: own }));
  t.is(await outcomeOf(app, camila.key), 'in');
});

test('[A11, threat 70] the hash of the secret answer opens nothing in the place of the key, nor the other way round', async (t) => {
  const app = await openWithCamila(t);
  const { question, keyHash } = await accountNow(app);
  await give(app, (latest) => ({ ...latest, keyHash: question?.answerHash ?? '' }));
  t.not(await outcomeOf(app, 'boby'), 'in');
  await give(app, (latest) => ({ ...latest, keyHash, question: { id: 1, answerHash: keyHash } }));
  t.is(await answers(app, camila.key), 'answer-wrong');
});

test("[A11] another account's answer hash, copied, is no right answer", async (t) => {
  const app = await openWithCamila(t);
  const { id } = await rosaNow(app);
  const copied = await app.deps.hasher.hash(new Secret('boby'), { purpose: 'answer', id });
  await give(app, (latest) => ({ ...latest, question: { id: 1, answerHash: copied } }));
  t.is(await answers(app, 'boby'), 'answer-wrong');
});

test("[A11] a provisional key opens its own account only, also where its hash was copied to another's row", async (t) => {
  const app = await openWithCamila(t);
  await recoverByAnswer(app);
  const key = await provisionalIn(app, camila.email);
  t.true((await outcomeOf(app, key)).startsWith('key-provisional'));
  const sent = await app.deps.provisionalKeys.outstanding((await accountNow(app)).id);
  const { id } = await rosaNow(app);
  const copied = { ...sent, id: randomUUID(), accountId: id, kind: 'key', keyHash: sent?.keyHash ?? '' } as const;
  await app.deps.provisionalKeys.put({ ...copied, proved: true, mail: await sentMessage(app) });
  t.is(await outcomeOf(app, key, { identifier: (await rosaNow(app)).identifier }), 'key-wrong');
});

test('[A11] a code that an account was sent proves nothing at another one, nor for another purpose', async (t) => {
  const app = await openWithCamila(t);
  const hers: CodeOf = { account: await accountNow(app), purpose: 'sign-in', contact: 'email', browser: 'one' };
  await sendAccountCode(app.deps, hers);
  const code = await codeTo(app);
  const sent = await app.deps.accountCodes.find({ ...hers, accountId: hers.account.id });
  const others: readonly CodeOf[] = [
    { ...hers, account: await rosaNow(app) },
    { ...hers, purpose: 'contest' },
  ];
  for (const of of others) {
    const place = { accountId: of.account.id, purpose: of.purpose, contact: of.contact, browser: of.browser };
    await app.deps.accountCodes.put(place, { codeHash: sent?.codeHash ?? '', message: await sentMessage(app) });
    t.is(await coded(proveAccountCode(app.deps, of, code)), 'contact-code-wrong', of.purpose);
  }
  t.is(await coded(proveAccountCode(app.deps, hers, code)), 'done');
});

async function codeTo(app: TestApp): Promise<string> {
  const [newest] = (await app.mailbox()).filter(({ subject }) => /código/.test(subject));
  return /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? 'none';
}

async function sentMessage({ deps, database }: TestApp): Promise<string> {
  const message = await deps.notifier.pretend('account-code', 'mail', 'unknown');
  await database.run((sql) =>
    sql('outbox')
      .where({ id: message })
      .update({ sent_at: sql.ref('created_at') }),
  );
  return message;
}

test("[A11] an imported key's hash is recognised at its own row only", async (t) => {
  const app = await openOldApp(t);
  await app.bring([lineOf(1), lineOf(1).replace(nieOf(1), nieOf(2))]);
  await app.wrapAll();
  t.true(await app.recognises('migrante', nieOf(1), 'clave-1'));
  t.true(await app.recognises('migrante', nieOf(2), 'clave-1'), 'both have the same old hash and salt');
  const [one] = await app.database.run<{ key_hash: string }[]>((sql) =>
    sql('legacy_keys').where({ identifier: nieOf(1) }),
  );
  await app.database.run((sql) =>
    sql('legacy_keys')
      .where({ identifier: nieOf(2) })
      .update({ key_hash: one?.key_hash }),
  );
  t.false(await app.recognises('migrante', nieOf(2), 'clave-1').catch(() => false));
  t.true(await app.recognises('migrante', nieOf(1), 'clave-1'));
});

test('[A11] a value drawn as a key that must be sent as a code, because the account was frozen meanwhile, is hashed as a code', async (t) => {
  const app = await openWithCamila(t);
  const drawn = await freshKey(app.deps, await accountNow(app));
  await give(app, (latest) => ({ ...latest, state: 'congelada' }));
  const frozen = await accountNow(app);
  const way = { proved: true, mail: true, sms: frozen.personal.mobile };
  await app.deps.atomically(() => deliverKey(app.deps, frozen, drawn, way));
  const token = await tokenIn(app, camila.email, 'recuperar/clave');
  t.is(await changeByLink(app, token, await codeIn(app, camila.mobile)), 'done');
});

// --- hashes of an earlier version

const before = (text: string) => hashOfBefore(secrets, text, CHEAP_HASH);

test('[A11] an earlier key hash opens, and is bound from that success on', async (t) => {
  const app = await openWithCamila(t);
  const keyHash = await before(camila.key);
  await give(app, (latest) => ({ ...latest, keyHash }));
  t.not(await outcomeOf(app, 'otra clave'), 'in');
  t.is((await accountNow(app)).keyHash, keyHash, 'a wrong key renews nothing');
  t.is(await outcomeOf(app, camila.key), 'in');
  t.regex((await accountNow(app)).keyHash, /^b1:/);
  t.is(await outcomeOf(app, camila.key), 'in');
});

test('[A11] an earlier answer hash matches, and is bound from that success on, at a recovery and at an update', async (t) => {
  const app = await openWithCamila(t);
  const answerHash = await before('boby');
  const restore = () => give(app, (latest) => ({ ...latest, question: { id: 1, answerHash } }));
  await restore();
  t.is(await answers(app, 'otra'), 'answer-wrong');
  t.is((await accountNow(app)).question?.answerHash, answerHash);
  t.is(await answers(app, 'boby'), 'done');
  await assertBound(t, app);
  await restore();
  const who = { profile: 'natural', identifier: camila.run, browser: 'one', device: undefined } as const;
  const of = {
    id: await beginUpdate(app.deps, { ...who, key: new Secret(camila.key) }, elsewhere()),
    browser: who.browser,
  };
  await answerPair(app.deps, of, { id: 1, answer: parseAnswer('boby') }, elsewhere());
  await assertBound(t, app);
});

async function assertBound(t: ExecutionContext, app: TestApp): Promise<void> {
  t.regex((await accountNow(app)).question?.answerHash ?? '', /^b1:/);
  t.is(await answers(app, 'boby'), 'done');
}

test('[A11] a code and a provisional key that were sent before the upgrade are still valid', async (t) => {
  const app = await openWithCamila(t);
  const account = await accountNow(app);
  const of: CodeOf = { account, purpose: 'sign-in', contact: 'email', browser: 'one' };
  const place = { accountId: account.id, purpose: of.purpose, contact: of.contact, browser: of.browser };
  await app.deps.accountCodes.put(place, { codeHash: await before('482913'), message: await sentMessage(app) });
  t.is(await coded(proveAccountCode(app.deps, of, '482913')), 'done');
  const id = randomUUID();
  const keyHash = await before('J53722W2');
  const mail = await sentMessage(app);
  await app.deps.provisionalKeys.put({ id, accountId: account.id, kind: 'key', keyHash, proved: true, mail });
  app.advance(MINUTE);
  t.true((await outcomeOf(app, 'j53722w2')).startsWith('key-provisional'));
});

test('[A11] an imported key that was wrapped before is still recognised', async (t) => {
  const app = await openOldApp(t);
  await app.bring([lineOf(1)]);
  await app.wrapAll();
  const key_hash = await before(lineOf(1).split(',')[4] ?? '');
  await app.database.run((sql) => sql('legacy_keys').update({ key_hash }));
  t.true(await app.recognises('migrante', nieOf(1), 'clave-1').catch(() => false));
});
