import test, { type ExecutionContext } from 'ava';
import { askPasskey } from '../../src/account/ask-passkey.ts';
import { credentialsOf } from '../../src/account/prove-factor.ts';
import { identifyByPasskey, provePasskey } from '../../src/account/prove-passkey.ts';
import { actFor } from '../../src/account/representation.ts';
import type { Account } from '../../src/domain/account.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { removeFactor } from '../../src/features/second-factor/use-cases/remove-factor.ts';
import { TamperedRow } from '../../src/ports/tampered-row.ts';
import type { TestApp } from '../helpers/app.ts';
import { authenticator } from '../helpers/authenticator.ts';
import { pedro, rosa } from '../helpers/client-app.ts';
import { changeSii, ofPanaderia, openCompany } from '../helpers/companies.ts';
import {
  contactProof,
  enrolledPasskey,
  identifies,
  PLACE,
  proves,
  shownBy,
  shownByAnyone,
  whoIs,
} from '../helpers/passkeys.ts';
import { DAY, HOUR, MINUTE, openAppFor, openWithCamila, owner } from '../helpers/recovery.ts';
import { attack } from '../helpers/tampered.ts';

async function accountOfPedro({ deps }: TestApp): Promise<Account> {
  const account = await deps.accounts.findByIdentifier('natural', parseRun(pedro.rut));
  if (!account) throw new Error('Pedro has no account');
  return account;
}

async function open(t: ExecutionContext, { counts = false } = {}) {
  const app = await openWithCamila(t, { throttles: 'on' });
  const who = await whoIs(app);
  const device = authenticator(app.issuer, { counts });
  const { by, printed } = await enrolledPasskey(app, who, { by: device });
  const { deps } = app;
  const holder = { account: who.account, actor: undefined };
  const stored = async () => (await credentialsOf(deps, holder)).find(({ kind }) => kind === 'passkey');
  return { app, deps, who, by, printed, holder, stored };
}

test('a passkey is proved by its holder, and alone gives the account; both note when it was used', async (t) => {
  const { app, deps, who, by, holder, stored } = await open(t);
  t.is((await stored())?.lastUsedAt, undefined);
  const proof = await provePasskey(deps, holder, await shownBy(deps, by, who), owner);
  t.deepEqual(proof, { by: 'passkey', reaches: true, settled: false, amr: ['hwk', 'user', 'mfa'] });
  const first = (await stored())?.lastUsedAt;
  t.truthy(first);
  app.advance(MINUTE);
  const signIn = await identifyByPasskey(deps, await shownByAnyone(deps, by), owner);
  t.like(signIn, { by: 'passkey', reaches: true, actor: undefined, amr: ['hwk', 'user', 'mfa'] });
  t.is(signIn.account.id, who.account.id);
  t.true(((await stored())?.lastUsedAt ?? 0) > (first ?? 0));
  t.is((await stored())?.step, 0);
});

test('[security 16] a challenge is answered once of four uses in two processes, by its holder or by anyone', async (t) => {
  const { app, deps, who, by } = await open(t);
  const beside = await app.beside();
  const shown = await shownBy(deps, by, who);
  const held = await Promise.all([deps, beside.deps, deps, beside.deps].map((each) => proves(each, who, shown)));
  t.deepEqual(held.toSorted(), ['passkey-stale', 'passkey-stale', 'passkey-stale', 'proved']);
  const anyone = await shownByAnyone(deps, by);
  const alone = await Promise.all([deps, beside.deps, deps, beside.deps].map((each) => identifies(each, anyone)));
  t.deepEqual(alone.toSorted(), ['passkey-stale', 'passkey-stale', 'passkey-stale', 'proved']);
});

test('[security 16] an authenticator that counts: of two answers with one counter one is accepted, and none with an earlier one', async (t) => {
  const { app, deps, who, by, stored } = await open(t, { counts: true });
  const beside = await app.beside();
  t.is((await stored())?.step, 1);
  const [one, other] = [await shownBy(deps, by, who, { counter: 7 }), await shownBy(deps, by, who, { counter: 7 })];
  const both = await Promise.all([proves(deps, who, one), proves(beside.deps, who, other)]);
  t.deepEqual(both.toSorted(), ['passkey-wrong', 'proved']);
  for (const counter of [0, 1, 6, 7])
    t.is(await proves(deps, who, await shownBy(deps, by, who, { counter })), 'passkey-wrong', String(counter));
  t.is(await proves(deps, who, await shownBy(deps, by, who, { counter: 8 })), 'proved');
  t.is((await stored())?.step, 8);
});

test('a challenge expires after half an hour, and one of another session, holder or purpose is refused', async (t) => {
  const { app, deps, who, by } = await open(t);
  const late = await shownBy(deps, by, who);
  app.advance(30 * MINUTE);
  t.is(await proves(deps, who, late), 'passkey-stale');
  const shown = await shownBy(deps, by, who);
  t.is(await proves(deps, who, { ...shown, place: 'another session' }), 'passkey-stale');
  t.is(await proves(deps, who, { ...shown, ticket: 'none' }), 'passkey-stale');
  t.is(await identifies(deps, shown), 'passkey-stale', 'asked of a holder, not of anyone');
  t.is(await proves(deps, who, await shownByAnyone(deps, by)), 'passkey-stale', 'nor the other way round');
  const { ticket } = await shownBy(deps, by, who);
  t.is(await proves(deps, who, { ...shown, ticket }), 'passkey-wrong', 'the answer is to another challenge');
  t.is(await proves(deps, who, shown), 'proved', 'none of this spent the challenge');
});

for (const [what, wrong] of [
  ['another origin', { origin: 'http://localhost.example' }],
  ['another port', { origin: 'http://localhost:1' }],
  ['another domain', { rpId: 'localhost.example' }],
  ['no verification of the user', { verified: false }],
  ['the handle of another holder', { userHandle: 'AAAA' }],
] as const)
  test(`a passkey with ${what} proves nothing, and its holder can read that it was tried`, async (t) => {
    const { app, deps, who, by, stored } = await open(t);
    t.is(await proves(deps, who, await shownBy(deps, by, who, wrong)), 'passkey-wrong');
    t.is(await identifies(deps, await shownByAnyone(deps, by, wrong)), 'passkey-wrong');
    t.is((await stored())?.lastUsedAt, undefined);
    const acts = await app.database.run<{ act: string; details: object }[]>((sql) =>
      sql('audit').where({ act: 'factor.refused', account_id: who.account.id }).select('act', 'details'),
    );
    t.deepEqual(
      acts.map(({ details }) => details),
      [{ factor: 'passkey' }, { factor: 'passkey' }],
    );
  });

test('a passkey without its handle gives no account', async (t) => {
  const { deps, who, by } = await open(t);
  t.is(await identifies(deps, await shownByAnyone(deps, by, { userHandle: undefined })), 'passkey-wrong');
  t.is(
    await proves(deps, who, await shownBy(deps, by, who, { userHandle: undefined })),
    'proved',
    'its holder is known',
  );
});

test('a passkey that no account has, of another account, or that was removed proves nothing', async (t) => {
  const { app, deps, who, by, printed, holder, stored } = await open(t);
  t.is(await identifies(deps, await shownByAnyone(deps, by, { credentialId: 'AAAA' })), 'passkey-unknown');
  const other = await whoIs(app, { account: await accountOfPedro(app) });
  const proof = await contactProof(app, other.account, { serial: undefined });
  const { by: his } = await enrolledPasskey(app, other, { proof });
  const { options, ticket } = await askPasskey(deps, holder, PLACE);
  const answer = his.get({ ...options, allowCredentials: [] });
  t.is(await proves(deps, who, { place: PLACE, ticket, answer }), 'passkey-unknown', 'right, and of another account');
  const before = await shownBy(deps, by, who);
  const anyone = await shownByAnyone(deps, by);
  await removeFactor(deps, holder, (await stored())?.id ?? '', printed[0] ?? '', owner);
  t.is(await proves(deps, who, before), 'passkey-unknown');
  t.is(await identifies(deps, anyone), 'passkey-unknown');
  await t.throwsAsync(askPasskey(deps, holder, PLACE), { message: 'factor-missing' });
});

for (const [what, harm] of [
  ['public key', "content = (select content from credentials where kind = 'recovery-code' limit 1)"],
  ['account', 'account_id = (select id from accounts where id <> account_id limit 1)'],
  ['representative', 'actor = (select id from subjects limit 1)'],
  ['card', "card_at = created_at - interval '1 day'"],
] as const)
  test(`[floor 15] a passkey whose ${what} was written by another hand opens nothing`, async (t) => {
    const { app, deps, who, by, holder } = await open(t);
    const [shown, anyone] = [await shownBy(deps, by, who), await shownByAnyone(deps, by)];
    await attack(app, `update credentials set ${harm} where kind = 'passkey'`, {});
    await t.throwsAsync(provePasskey(deps, holder, shown, owner), { instanceOf: TamperedRow });
    await t.throwsAsync(identifyByPasskey(deps, anyone, owner), { instanceOf: TamperedRow });
  });

test('[second factor] for 72 hours a passkey reaches the level only where the card was shown', async (t) => {
  const app = await openWithCamila(t, { declared: true });
  const who = await whoIs(app);
  const proof = await contactProof(app, who.account, { serial: undefined });
  const { by } = await enrolledPasskey(app, who, { proof });
  const holder = { account: who.account, actor: undefined };
  const reaches = async () => (await provePasskey(app.deps, holder, await shownBy(app.deps, by, who), owner)).reaches;
  t.false(await reaches());
  app.advance(71 * HOUR);
  t.false(await reaches());
  app.advance(DAY);
  t.true(await reaches());
});

test('a passkey of a representative signs in for the company while the SII names them, and no longer', async (t) => {
  const app = await openAppFor(t, { throttles: 'on' });
  await openCompany(app);
  app.advance(DAY);
  const { deps } = app;
  const account = (await deps.accounts.findByIdentifier('juridica', ofPanaderia.identifier)) as Account;
  const actor = await actFor(deps, account, parseRun(rosa.rut), owner);
  const who = { account, actor };
  const { by } = await enrolledPasskey(app, who, { proof: await contactProof(app, account, { serial: undefined }) });
  const signIn = await identifyByPasskey(deps, await shownByAnyone(deps, by), owner);
  t.is(signIn.account.id, account.id);
  t.is(signIn.actor?.subject, actor.subject);
  t.is(
    await proves(deps, { account, actor: undefined }, await shownBy(deps, by, who)),
    'passkey-stale',
    'not the company itself',
  );
  changeSii(app, (company) => ({
    ...company,
    representantes: company.representantes.filter(({ run }) => run !== actor.run),
  }));
  t.is(await identifies(deps, await shownByAnyone(deps, by)), 'not-representative');
});
