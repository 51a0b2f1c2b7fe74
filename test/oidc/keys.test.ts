import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { compromiseKey, retireKey, rotateKeys } from '../../src/adapters/postgres/keyring/acts.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import {
  DRAIN_MS,
  EMPTIED_MS,
  JWKS_SECONDS,
  PUBLISH_AHEAD_MS,
  TURN_AGE_MS,
  TURNING,
  VERIFY_FOR_MS,
} from '../../src/domain/keyring.ts';
import { openTestApp } from '../helpers/app.ts';
import { clientFileFor, openClient, signIn } from '../helpers/client-app.ts';
import {
  actsOf,
  browserAt,
  hintStatusAt,
  kidOf,
  kidsAt,
  kidsThat,
  openPair,
  type Pair,
  publishedAt,
  tokensAt,
  verifiesAt,
} from '../helpers/keys.ts';
import { exchange, newCode, type Tokens } from '../helpers/proof/client-app.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { ask } from '../helpers/server-process.ts';

/** The kid with which each instance signs, for the client of each algorithm. */
async function signersAt({ both }: Pair): Promise<{ readonly kids: readonly string[]; readonly tokens: Tokens[] }> {
  const tokens: Tokens[] = [];
  for (const at of both) for (const clientId of ['capacita', 'antigua']) tokens.push(await tokensAt(at, clientId));
  return { kids: tokens.map(kidOf), tokens };
}

/** Whether both instances publish exactly these, in any order. */
async function publish({ both }: Pair, kids: readonly string[]): Promise<boolean> {
  const wanted = kids.toSorted().join();
  const published = await Promise.all(both.map(kidsAt));
  return published.every((found) => found.toSorted().join() === wanted);
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

test.serial(
  '[security 54, protocol 39] over its whole life a key is published, signs, verifies and is removed, alike at two instances',
  async (t) => {
    const pair = await openPair(t);
    const { both, needs } = pair;
    const first = await signersAt(pair);
    const [ec = '', rsa = ''] = first.kids;
    t.deepEqual(first.kids, [ec, rsa, ec, rsa]);
    await rotateKeys(needs, ['ES256', 'RS256'], pair.now());
    const [newEc = ''] = await kidsThat(pair, 'published', 'ES256');
    const [newRsa = ''] = await kidsThat(pair, 'published', 'RS256');
    await pair.after(0);
    t.true(await publish(pair, [ec, rsa, newEc, newRsa]), 'published at once');
    await pair.after(PUBLISH_AHEAD_MS - 60_000);
    t.deepEqual((await signersAt(pair)).kids, [ec, rsa, ec, rsa], 'the old ones sign during the lead');
    await pair.after(60_000);
    const second = await signersAt(pair);
    t.deepEqual(second.kids, [newEc, newRsa, newEc, newRsa], 'the new ones sign after it');
    t.true(await publish(pair, [ec, rsa, newEc, newRsa]), 'the old ones are still published');

    await pair.after(EMPTIED_MS);
    await pair.after(VERIFY_FOR_MS - EMPTIED_MS - 60_000);
    t.true(await publish(pair, [ec, rsa, newEc, newRsa]));
    for (const at of both) {
      for (const { keys } of [await publishedAt(at)])
        for (const key of keys) t.false(privateMembers.some((member) => member in key));
      for (const tokens of [...first.tokens, ...second.tokens]) {
        t.true(await verifiesAt(at, tokens));
        t.is(await hintStatusAt(at, tokens), 200, 'an old ID token is still a hint');
      }
    }
    t.deepEqual((await signersAt(pair)).kids, [newEc, newRsa, newEc, newRsa]);
    await pair.after(60_000);
    t.true(await publish(pair, [newEc, newRsa]), 'gone after thirteen hours');
    for (const at of both) {
      for (const tokens of first.tokens) t.is(await hintStatusAt(at, tokens), 400);
      for (const tokens of second.tokens) t.is(await hintStatusAt(at, tokens), 200);
    }
    t.deepEqual(
      (await actsOf(pair)).map(({ act }) => act),
      ['keys.published', 'keys.published', 'keys.emptied', 'keys.emptied', 'keys.ended', 'keys.ended'],
    );
  },
);

test.serial(
  '[security 54] a key that signs no more has no private part in the database, and an ended one has no material at all',
  async (t) => {
    const pair = await openPair(t);
    const { database, secrets } = pair.needs;
    const [kid = ''] = await kidsThat(pair, 'signs', 'RS256');
    const materialOf = async () => {
      const row = await database.run<{ material: Buffer | null }>((sql) => sql('keyring').where({ id: kid }).first());
      return row.material && JSON.parse(secrets.open(row.material, `keyring:${kid}`));
    };
    t.truthy((await materialOf()).d);
    await rotateKeys(pair.needs, ['RS256'], pair.now());
    await pair.after(PUBLISH_AHEAD_MS);
    t.truthy((await materialOf()).d, 'another instance may sign for a moment more');
    await pair.after(EMPTIED_MS);
    t.deepEqual(Object.keys(await materialOf()).sort(), ['e', 'kty', 'n']);
    await pair.after(VERIFY_FOR_MS);
    t.is(await materialOf(), null);
  },
);

test.serial(
  '[protocol 39] 54 an instance that starts after the private part is deleted publishes the key and verifies by it',
  async (t) => {
    const pair = await openPair(t);
    const tokens = await tokensAt(pair.both[0]);
    await rotateKeys(pair.needs, ['ES256'], pair.now());
    await pair.after(PUBLISH_AHEAD_MS);
    await pair.after(EMPTIED_MS);
    await pair.app.rebuild();
    t.true(await verifiesAt(pair.both[0], tokens));
    t.is(await hintStatusAt(pair.both[0], tokens), 200);
    t.not(kidOf(await tokensAt(pair.both[0])), kidOf(tokens));
  },
);

test.serial(
  '[security 54] a key of ninety days gets a successor by itself, once, though two instances check at the same moment',
  async (t) => {
    const pair = await openPair(t);
    const old = await signersAt(pair);
    await pair.after(TURN_AGE_MS - 60_000);
    t.is((await actsOf(pair)).length, 0);
    await pair.after(60_000);
    for (const algorithm of TURNING) t.is((await kidsThat(pair, 'published', algorithm)).length, 1, algorithm);
    t.deepEqual(
      (await actsOf(pair)).map(({ act, details }) => [act, details.by]),
      Array.from(TURNING, () => ['keys.published', 'age']),
    );
    await pair.after(0);
    await pair.after(PUBLISH_AHEAD_MS);
    const young = await signersAt(pair);
    t.is(new Set([...old.kids, ...young.kids]).size, 4);
    for (const at of pair.both) for (const one of [...old.tokens, ...young.tokens]) t.true(await verifiesAt(at, one));
  },
);

test.serial(
  '[security 54] a compromised key is removed at both instances and what it signed fails; the next one signs without a waiting time',
  async (t) => {
    const pair = await openPair(t);
    const { both, needs } = pair;
    const { kids, tokens } = await signersAt(pair);
    const [ec = '', rsa = ''] = kids;
    const next = await compromiseKey(needs, ec, pair.now());
    await pair.after(0);
    t.true(await publish(pair, [next?.kid ?? '', rsa]));
    for (const at of both) {
      for (const one of tokens) {
        const good = kidOf(one) !== ec;
        t.is(await verifiesAt(at, one), good);
        t.is(await hintStatusAt(at, one), good ? 200 : 400);
      }
      t.is(kidOf(await tokensAt(at)), next?.kid ?? '');
    }
    const row = await needs.database.run<object>((sql) => sql('keyring').where({ id: ec }).first());
    t.like(row, { material: null, compromised: true });
    t.deepEqual(await actsOf(pair), [
      { act: 'keys.compromised', details: { kid: ec, algorithm: 'ES256', follower: next?.kid } },
    ]);
  },
);

test.serial(
  '[security 54] where a successor of the compromised key was published already, that one signs',
  async (t) => {
    const pair = await openPair(t);
    const [published] = await rotateKeys(pair.needs, ['ES256'], pair.now());
    await pair.after(0);
    const leaked = kidOf(await tokensAt(pair.both[0]));
    t.deepEqual(await compromiseKey(pair.needs, leaked, pair.now()), published);
    await pair.after(0);
    for (const at of pair.both) t.is(kidOf(await tokensAt(at)), published?.kid ?? '');
  },
);

test.serial('[security 54] a compromised key that did not sign leaves the signing key in place', async (t) => {
  const pair = await openPair(t);
  const signer = kidOf(await tokensAt(pair.both[0]));
  const [published] = await rotateKeys(pair.needs, ['ES256'], pair.now());
  t.is(await compromiseKey(pair.needs, published?.kid ?? '', pair.now()), undefined);
  await pair.after(PUBLISH_AHEAD_MS);
  for (const at of pair.both) {
    t.is(kidOf(await tokensAt(at)), signer);
    t.false((await kidsAt(at)).includes(published?.kid ?? ''));
  }
});

test.serial(
  '[security 54] a session from before a rotation of the cookie key continues after it, at both instances',
  async (t) => {
    const pair = await openPair(t);
    const [first, second] = pair.both;
    const browser = browserAt(first);
    const code = await newCode(first, browser, 'capacita');
    t.is((await exchange(second, code)).status, 200);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    await rotateKeys(pair.needs, ['HMAC'], pair.now());
    await pair.after(0);
    await first.rotateKeys();
    await pair.after(PUBLISH_AHEAD_MS);
    for (const at of pair.both) t.is((await silently(at, cookie)).status, 'code');
    const [one, other] = [await silently(first, cookie), await silently(second, cookie)];
    t.is(one.signature, other.signature, 'both sign with the same new key');
    t.not(one.signature, signatureIn(cookie));
    await pair.after(VERIFY_FOR_MS - 60_000);
    for (const at of pair.both) t.is((await silently(at, cookie)).status, 'code');
    await pair.after(60_000);
    for (const at of pair.both) {
      t.is((await silently(at, cookie)).status, 'login_required', 'the old key is accepted no more');
      t.is(
        (await silently(at, `clave_sesion=${browser.cookies.get('clave_sesion')}; ${one.signature}`)).status,
        'code',
      );
    }
  },
);

test.serial(
  '[security 54] an instance that signs with the new cookie key before the other one does is accepted there',
  async (t) => {
    const pair = await openPair(t);
    const [early, late] = pair.both;
    await rotateKeys(pair.needs, ['HMAC'], pair.now());
    await pair.after(0);
    pair.app.advance(PUBLISH_AHEAD_MS);
    await early.rotateKeys();
    const browser = browserAt(early);
    await newCode(early, browser, 'capacita');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    t.is((await silently(late, cookie)).status, 'code');
  },
);

test.serial('[security 54] a compromised cookie key opens no session', async (t) => {
  const pair = await openPair(t);
  const browser = browserAt(pair.both[0]);
  await newCode(pair.both[0], browser, 'capacita');
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  t.is((await silently(pair.both[1], cookie)).status, 'code');
  const [kid = ''] = await kidsThat(pair, 'signs', 'HMAC');
  await compromiseKey(pair.needs, kid, pair.now());
  await pair.after(0);
  for (const at of pair.both) t.is((await silently(at, cookie)).status, 'login_required');
});

test.serial(
  '[security 54] the salt of subjects never rotates: a person has the same sub at a client after every rotation',
  async (t) => {
    const pair = await openPair(t);
    const subject = async () =>
      JSON.parse(Buffer.from((await tokensAt(pair.both[1])).id_token.split('.')[1] ?? '', 'base64url').toString()).sub;
    const before = await subject();
    const [salt = ''] = await kidsThat(pair, 'signs', 'SALT');
    await rotateKeys(pair.needs, TURNING, pair.now());
    await pair.after(PUBLISH_AHEAD_MS);
    await pair.after(2 * TURN_AGE_MS);
    t.is(await subject(), before);
    t.deepEqual(await kidsThat(pair, 'signs', 'SALT'), [salt]);
    await t.throwsAsync(compromiseKey(pair.needs, salt, pair.now()), { message: /es la sal de los sub/ });
    await t.throwsAsync(retireKey(pair.needs, salt, pair.now()), { message: /es la sal de los sub/ });
  },
);

test.serial(
  '[security 54] a key may be retired early after its last token has ended, and never while it signs',
  async (t) => {
    const pair = await openPair(t);
    const [kid = ''] = await kidsThat(pair, 'signs', 'ES256');
    await t.throwsAsync(retireKey(pair.needs, kid, pair.now()), {
      message: /firma ahora\. Publique una sucesora .*rotate --alg ES256/,
    });
    await rotateKeys(pair.needs, ['ES256'], pair.now());
    await t.throwsAsync(rotateKeys(pair.needs, TURNING, pair.now()), {
      message: /ya hay una sucesora en camino, no se hizo nada: ES256/,
    });
    t.is((await kidsThat(pair, 'published', 'RS256')).length, 0);
    await pair.after(PUBLISH_AHEAD_MS);
    await t.throwsAsync(retireKey(pair.needs, kid, pair.now()), { message: /firmó hasta hace un momento/ });
    await pair.after(DRAIN_MS);
    t.deepEqual(await retireKey(pair.needs, kid, pair.now()), { kid, algorithm: 'ES256' });
    await pair.after(0);
    for (const at of pair.both) t.false((await kidsAt(at)).includes(kid));
    await t.throwsAsync(retireKey(pair.needs, kid, pair.now()), { message: /ya terminó/ });
    await t.throwsAsync(compromiseKey(pair.needs, 'nobody', pair.now()), { message: /no existe la llave nobody/ });
  },
);

test.serial('[security 54] a published key that never signed may be withdrawn, and another one follows', async (t) => {
  const pair = await openPair(t);
  const signer = kidOf(await tokensAt(pair.both[0]));
  const [first] = await rotateKeys(pair.needs, ['ES256'], pair.now());
  await retireKey(pair.needs, first?.kid ?? '', pair.now());
  await pair.after(PUBLISH_AHEAD_MS);
  t.is(kidOf(await tokensAt(pair.both[0])), signer);
  const [second] = await rotateKeys(pair.needs, ['ES256'], pair.now());
  await pair.after(PUBLISH_AHEAD_MS);
  t.is(kidOf(await tokensAt(pair.both[1])), second?.kid ?? '');
});

test.serial('[security 54] two operators at the same moment publish one successor', async (t) => {
  const pair = await openPair(t);
  const asked = await Promise.allSettled([1, 2, 3].map(() => rotateKeys(pair.needs, ['ES256'], pair.now())));
  t.is(asked.filter(({ status }) => status === 'fulfilled').length, 1);
  t.is((await kidsThat(pair, 'published', 'ES256')).length, 1);
});

test.serial(
  '[protocol 39] 54 published keys and discovery may be kept for five minutes, half the waiting time of a new key; no other answer to a browser or client may',
  async (t) => {
    const { both } = await openPair(t);
    for (const path of ['/oidc/jwks', '/.well-known/openid-configuration'])
      t.is((await ask(both[1], path)).headers['cache-control'], `public, max-age=${JWKS_SECONDS}`, path);
    t.true(2 * JWKS_SECONDS * 1000 <= PUBLISH_AHEAD_MS);
    for (const path of ['/.well-known/change-password', '/oidc/jwks/x', '/registro/natural'])
      t.is((await ask(both[1], path)).headers['cache-control'], 'no-store', path);
  },
);

const signatureIn = (cookies: string): string => /clave_sesion\.sig=[^;]+/.exec(cookies)?.[0] ?? '';

/** What a silent request with these cookies returns, and how the instance signs the session's cookie. */
async function silently(at: Pair['both'][number], cookie: string) {
  const params = new URLSearchParams({
    client_id: 'capacita',
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    state: 's',
    redirect_uri: 'https://capacita.example/vuelta',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  });
  const { headers } = await ask(at, `/oidc/authorize?${params}`, { headers: { cookie } });
  const { searchParams } = new URL(String(headers.location));
  return {
    status: searchParams.has('code') ? 'code' : searchParams.get('error'),
    signature: signatureIn([headers['set-cookie'] ?? []].flat().join('; ')),
  };
}

test.serial(
  '[security 54] a leaked key is removed although the file of a client is invalid by now: the earlier clients stay in service',
  async (t) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'clients-'));
    t.teardown(() => rmSync(directory, { recursive: true }));
    const file = path.join(directory, 'capacita.json');
    writeFileSync(file, JSON.stringify(clientFileFor('capacita')));
    const app = await openTestApp({ env: { THROTTLES: 'off', CLIENTS_DIR: directory } });
    t.teardown(app.stop);
    const at = { ...app, port: Number(new URL(app.issuer).port) };
    const [leaked = ''] = await kidsAt(at);
    writeFileSync(file, 'no JSON at all');
    await t.throwsAsync(app.rebuild(), { name: 'ClientFileError' });
    const secrets = deriveSecrets(SECRETS_KEYS);
    await compromiseKey({ database: app.database, secrets, audit: app.deps.audit }, leaked, app.deps.now());
    await app.rotateKeys();
    t.false((await kidsAt(at)).includes(leaked));
    t.truthy((await signIn(await openClient(app, 'capacita'))).tokens.id_token);
  },
);
