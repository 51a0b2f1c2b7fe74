import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { freeze } from '../../src/account/freeze-account.ts';
import { type BrowserTokens, rememberBrowser, useRemembered } from '../../src/account/remembered-browsers.ts';
import { saveKey } from '../../src/account/save-key.ts';
import { isFactor } from '../../src/domain/second-factor.ts';
import { endOtherSessions, endSession } from '../../src/features/my-account/use-cases/end-session.ts';
import { stopOwnAccount } from '../../src/features/my-account/use-cases/stop-own-account.ts';
import { answerRight } from '../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import { removeFactor } from '../../src/features/second-factor/use-cases/remove-factor.ts';
import { renewCodes } from '../../src/features/second-factor/use-cases/renew-codes.ts';
import type { TestApp } from '../helpers/app.ts';
import { enrolledPasskey, whoIs } from '../helpers/passkeys.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  DAY,
  openWithCamila,
  owner,
  provisionalIn,
  recoverByCard,
} from '../helpers/recovery.ts';
import { camilaIn } from '../helpers/rights.ts';
import { enrolled } from '../helpers/second-factor.ts';

const holder = async (app: TestApp) => ({ account: await accountNow(app), actor: undefined });

/** Has a browser remembered that presents these tokens. */
const remember = async (app: TestApp, tokens: BrowserTokens = []): Promise<BrowserTokens> => {
  const { deps } = app;
  const of = await holder(app);
  return (await deps.atomically(() => rememberBrowser(deps, of, tokens, owner))) ?? [];
};

const isRemembered = async (app: TestApp, tokens: BrowserTokens): Promise<boolean> => {
  const of = await holder(app).catch(() => undefined);
  return of !== undefined && useRemembered(app.deps, of, tokens);
};

const factorIds = async ({ deps }: TestApp, id: string) =>
  (await deps.credentials.ofAccount(id)).filter(isFactor).map((one) => one.id);

interface Scene {
  readonly app: TestApp;
  readonly printed: readonly string[];
}

type Act = readonly [what: string, act: (scene: Scene) => Promise<unknown>];

const ends: readonly Act[] = [
  [
    'a change of the key in a session',
    async ({ app: { deps }, app }) => {
      const account = await accountNow(app);
      const fresh = { keyHash: account.keyHash, keyShort: false, proved: false, by: 'key', except: 'esta' } as const;
      return deps.atomically(() => saveKey(deps, account, fresh, owner));
    },
  ],
  [
    'a recovery, which leaves an older factor',
    async ({ app }) => {
      await recoverByCard(app, {}, owner);
      await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner });
    },
  ],
  ['«Detener mi cuenta»', async ({ app }) => stopOwnAccount(app.deps, await camilaIn(app), owner)],
  [
    '«No fui yo»',
    async ({ app }) => {
      const account = await accountNow(app);
      return app.deps.atomically(() => freeze(app.deps, account, owner));
    },
  ],
  ['«Cerrar todas las demás»', async ({ app }) => endOtherSessions(app.deps, await camilaIn(app), owner)],
  [
    'a block of the data',
    async ({ app }) => askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner),
  ],
  [
    'the closing of the account',
    async ({ app }) => {
      const here = await camilaIn(app);
      const proved = provedAs(here.account, undefined, 'young');
      const asked = { kind: 'supresion', detail: undefined, proved } as const;
      const { request } = await askRight(app.deps, here, asked, owner);
      return answerRight(app.deps, request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
    },
  ],
  [
    'the removal of the last factor',
    async ({ app, printed }) => {
      const of = await holder(app);
      const [id = ''] = await factorIds(app, of.account.id);
      return removeFactor(app.deps, of, id, printed[0] ?? '', owner);
    },
  ],
  ['thirty days', async ({ app }) => app.advance(30 * DAY)],
];

const stays: readonly Act[] = [
  ['a further factor', async ({ app, printed }) => addPasskey(app, printed[0] ?? '')],
  [
    'the removal of a factor that is not the last',
    async ({ app, printed }) => {
      const of = await holder(app);
      const [id = ''] = await factorIds(app, of.account.id);
      await addPasskey(app, printed[0] ?? '');
      return removeFactor(app.deps, of, id, printed[1] ?? '', owner);
    },
  ],
  ['new printed codes', async ({ app, printed }) => renewCodes(app.deps, await holder(app), printed[0] ?? '', owner)],
  ['the end of one session', async ({ app }) => endSession(app.deps, await camilaIn(app), 'otra', owner)],
  ['twenty-nine days', async ({ app }) => app.advance(29 * DAY)],
];

const addPasskey = async (app: TestApp, factor: string) =>
  enrolledPasskey(app, await whoIs(app), { proof: { factor } });

for (const [acts, after] of [
  [ends, false],
  [stays, true],
] as const)
  for (const [what, act] of acts)
    test(`[second factor] a remembered browser ${after ? 'outlasts' : 'ends with'} ${what}`, async (t) => {
      const app = await openWithCamila(t);
      const { printed } = await enrolled(app);
      app.advance(8 * DAY);
      const tokens = await remember(app);
      t.true(await isRemembered(app, tokens));
      const { id } = await accountNow(app);
      await act({ app, printed });
      const left = await app.deps.credentials.ofAccount(id);
      t.is(left.filter(({ kind }) => kind === 'device').length, after ? 1 : 0);
      t.is(await isRemembered(app, tokens), after);
    });

test('[second factor] a browser that is remembered while the last factor is removed stands for no later one', async (t) => {
  const app = await openWithCamila(t);
  const { printed } = await enrolled(app);
  const { account } = await holder(app);
  const [factor = ''] = await factorIds(app, account.id);
  await removeFactor(app.deps, await holder(app), factor, printed[0] ?? '', owner);
  const tokens = await remember(app);
  app.advance(DAY);
  await enrolled(app);
  t.false(await isRemembered(app, tokens));
});

test('[second factor] a holder has twenty browsers at most, of which the oldest ends; one that is remembered again counts once', async (t) => {
  const app = await openWithCamila(t);
  await enrolled(app);
  const all: BrowserTokens[] = [];
  for (let made = 0; made < 20; made += 1) {
    app.advance(1000);
    all.push(await remember(app));
  }
  const again = await remember(app, all[19]);
  t.is(again.length, 1);
  t.false(await isRemembered(app, all[19] ?? []), 'its token before');
  t.true(await isRemembered(app, all[0] ?? []));
  app.advance(1000);
  const last = await remember(app);
  t.false(await isRemembered(app, all[0] ?? []), 'the oldest');
  for (const tokens of [all[1], again, last]) t.true(await isRemembered(app, tokens ?? []));
});

const SEVEN_SUBJECTS = `insert into subjects (id, kind, identifier, created_at, retired_at)
  select gen_random_uuid(), 'RUN', '44000001-0', now(), now() from generate_series(1, 7) returning id`;

test('[second factor] a browser keeps the tokens of six holders, the latest ones, and none that ended', async (t) => {
  const app = await openWithCamila(t);
  const { deps } = app;
  const { account } = await holder(app);
  const { rows: subjects } = await app.database.run<{ rows: { id: string }[] }>((sql) => sql.raw(SEVEN_SUBJECTS));
  let tokens: BrowserTokens = [];
  for (const { id } of subjects)
    tokens =
      (await deps.atomically(() =>
        rememberBrowser(deps, { account, actor: id }, ['A'.repeat(43), ...tokens].slice(0, 7), owner),
      )) ?? [];
  t.is(tokens.length, 6);
  const known = subjects.map(({ id }) => useRemembered(deps, { account, actor: id }, tokens));
  t.deepEqual(await Promise.all(known), [false, true, true, true, true, true, true]);
});

test('[second factor] nothing is remembered of a proof from before the key changed, sessions ended or the account stopped', async (t) => {
  const app = await openWithCamila(t);
  await enrolled(app);
  const { deps } = app;
  const then = await holder(app);
  await endOtherSessions(deps, await camilaIn(app), owner);
  t.is(await deps.atomically(() => rememberBrowser(deps, then, [], owner)), undefined);
  const now = await holder(app);
  await deps.accounts.change(now.account.id, (latest) => ({ ...latest, keyChangedAt: deps.now() }));
  t.is(await deps.atomically(() => rememberBrowser(deps, now, [], owner)), undefined);
  await stopOwnAccount(deps, await camilaIn(app), owner);
  const stopped = await holder(app);
  t.is(await deps.atomically(() => rememberBrowser(deps, stopped, [], owner)), undefined);
});

test('[floor 15] neither the token nor the name of a remembered browser can be read in the database, and none expired stays', async (t) => {
  const app = await openWithCamila(t);
  await enrolled(app);
  const [token = ''] = await remember(app);
  const rows = async () => app.database.run<object[]>((sql) => sql('credentials').where({ kind: 'device' }));
  t.is((await rows()).length, 1);
  t.false(JSON.stringify(await rows()).includes(token));
  app.advance(30 * DAY);
  t.false(await app.deps.credentials.removeExpired(100));
  t.deepEqual(await rows(), []);
  t.is((await accountNow(app)).state, 'activa', 'what the account records of them is written too');
});

test('a copy of the own data has each remembered browser by its name and times, and no token', async (t) => {
  const app = await openWithCamila(t);
  await enrolled(app);
  const [token = ''] = await remember(app);
  const { account } = await holder(app);
  const sections = await app.deps.records.of(account, undefined);
  const rows = sections.find(({ table }) => table === 'credentials')?.rows ?? [];
  const [row] = rows.filter(({ kind }) => typeof kind === 'object' && 'code' in kind && kind.code === 'device');
  t.like(row, { label: owner.device });
  t.true(row?.expires instanceof Date && row.created instanceof Date);
  t.false(JSON.stringify(sections).includes(token));
});

test('[second factor] a remembered browser stands for the factor at a sign-in, and nowhere else', (t) => {
  const src = fileURLToPath(new URL('../../src/', import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const callers = files.filter((name) => /\buseRemembered\(deps/.test(readFileSync(path.join(src, name), 'utf8')));
  t.deepEqual(callers, ['features/sign-in/use-cases/proof-needed.ts']);
});
