/** What each act that shuts an account down ends, and what it keeps: one row for each caller of `shutDown`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { contestAccount } from '../../src/account/contest-account.ts';
import { endPast } from '../../src/account/end-past.ts';
import { freeze } from '../../src/account/freeze-account.ts';
import { companyNow } from '../../src/account/representation.ts';
import { saveKey } from '../../src/account/save-key.ts';
import { takeBack } from '../../src/account/take-back.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { parseRun } from '../../src/domain/rut.ts';
import { actOnSheet } from '../../src/features/desk/use-cases/act-on-sheet.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { answerRight } from '../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import type { TestApp } from '../helpers/app.ts';
import { changeSii, ofPanaderia, openCompany } from '../helpers/companies.ts';
import { decideFor } from '../helpers/counter.ts';
import { agente, atDesk, because } from '../helpers/desk.ts';
import { askLoss } from '../helpers/factor-loss.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  camila,
  DAY,
  MINUTE,
  nearDue,
  openAppFor,
  owner,
  registerCamila,
  replaceByCard,
  tokenIn,
  waitOut,
} from '../helpers/recovery.ts';
import { camilaIn } from '../helpers/rights.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { contestBy, squat, squattedRun, useAtClient } from '../helpers/squatter.ts';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const rosa = parseRun('44.000.001-0');

/** An act that shuts an account down. */
interface Row {
  /** File that calls `shutDown`. */
  readonly caller: string;
  readonly act: string;
  /** Opens the account and gives the act. */
  readonly prepare: (app: TestApp) => Promise<() => Promise<unknown>>;
  readonly ends: readonly string[];
}

const withCamila =
  (act: (app: TestApp) => Promise<unknown>): Row['prepare'] =>
  async (app) => {
    await registerCamila(app);
    return () => act(app);
  };

const rows: readonly Row[] = [
  {
    caller: 'account/save-key.ts',
    act: 'a key is changed in a session',
    prepare: withCamila(async ({ deps, ...app }) => {
      const account = await accountNow({ deps, ...app });
      const fresh = { keyHash: account.keyHash, keyShort: false, proved: false, by: 'key', except: 'esta' } as const;
      return deps.atomically(() => saveKey(deps, account, fresh, owner));
    }),
    ends: ['sessions but esta', 'keys', 'browsers', 'holds by notice'],
  },
  {
    caller: 'account/apply-company-change.ts',
    act: 'a representative leaves whose card was checked',
    prepare: async (app) => {
      await openCompany(app, { serial: '512345678' });
      await companyNow(app.deps, ofPanaderia.identifier);
      changeSii(app, ({ representantes, ...known }) => ({
        ...known,
        representantes: representantes.filter(({ run }) => run !== rosa),
      }));
      return () => companyNow(app.deps, ofPanaderia.identifier);
    },
    ends: ['representation-ended', 'sessions', 'keys', 'browsers'],
  },
  {
    caller: 'account/contest-account.ts',
    act: 'a contest freezes an account that clients know',
    prepare: async (app) => {
      await squat(app, squattedRun);
      const account = await useAtClient(app, squattedRun);
      return () => contestAccount(app.deps, account, contestBy(squattedRun), owner);
    },
    ends: ['account-disabled', 'sessions', 'keys', 'browsers', 'holds in silence', 'block'],
  },
  {
    caller: 'account/take-back.ts',
    act: 'an identifier is taken back',
    prepare: async (app) => {
      await squat(app, squattedRun);
      const account = await accountNow(app);
      return () => app.deps.atomically(() => takeBack(app.deps, account, 'FOLIO'));
    },
    ends: ['identity-contested', 'subject-replaced', 'sessions', 'keys', 'browsers', 'holds in silence', 'factors'],
  },
  {
    caller: 'account/freeze-account.ts',
    act: '«No fui yo»',
    prepare: withCamila(async (app) => {
      const account = await accountNow(app);
      return app.deps.atomically(() => freeze(app.deps, account, owner));
    }),
    ends: ['account-disabled', 'sessions', 'keys', 'browsers', 'holds by notice', 'block'],
  },
  {
    caller: 'features/pending-changes/use-cases/revert-contacts.ts',
    act: 'contacts are taken back, of an account that the link froze',
    prepare: async (app) => {
      await registerCamila(app);
      await replaceByCard(app);
      await waitOut(app);
      const token = await tokenIn(app, camila.email, 'revertir');
      await disputeChange(app.deps, token, owner);
      return () => revertContacts(app.deps, { token, serial: requireSerial(camila.serial) }, owner);
    },
    ends: ['sessions', 'keys', 'browsers', 'holds by notice', 'block', 'factors'],
  },
  {
    caller: 'account/end-past.ts',
    act: 'two people at the desk protect an account',
    prepare: withCamila(async (app) => {
      const { account } = await camilaIn(app);
      await app.deps.atomically(async () => endPast(app.deps, account));
    }),
    ends: ['account-disabled', 'sessions', 'keys', 'browsers', 'holds in silence', 'factors', 'block'],
  },
  {
    caller: 'account/end-lost-factor.ts',
    act: 'a factor ends that two people at the desk agreed was lost',
    prepare: async (app) => {
      await registerCamila(app);
      await enrolled(app);
      await app.advance(30 * DAY);
      await decideFor(app, (await camilaIn(app)).account, { factors: true });
      await nearDue(app, MINUTE);
      return () => applyDueChange(app.deps);
    },
    ends: ['sessions', 'keys', 'browsers', 'factors'],
  },
  {
    caller: 'account/end-lost-factor.ts',
    act: 'a lost factor ends',
    prepare: async (app) => {
      await registerCamila(app);
      await enrolled(app);
      await app.advance(30 * DAY);
      await askLoss(app);
      await nearDue(app, MINUTE);
      return () => applyDueChange(app.deps);
    },
    ends: ['sessions', 'keys', 'browsers', 'factors'],
  },
  {
    caller: 'features/desk/use-cases/desk-deeds.ts',
    act: 'the desk ends the sessions',
    prepare: withCamila(async (app) => {
      const { id } = await accountNow(app);
      return actOnSheet(app.deps, agente, { accountId: id, action: 'end-sessions', grounds: because }, atDesk);
    }),
    ends: ['sessions', 'keys', 'browsers'],
  },
  {
    caller: 'features/privacy/use-cases/answer-right.ts',
    act: 'a suppression is granted',
    prepare: async (app) => {
      await registerCamila(app);
      const here = await camilaIn(app);
      const asked = { kind: 'supresion', detail: undefined, proved: provedAs(here.account) } as const;
      const { request } = await askRight(app.deps, here, asked, owner);
      return () => answerRight(app.deps, request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
    },
    ends: [
      'account-disabled',
      'account-purged',
      'sessions',
      'keys',
      'browsers',
      'holds in silence',
      'block',
      'factors',
    ],
  },
  {
    caller: 'features/privacy/use-cases/ask-right.ts',
    act: 'a block of the data is asked for',
    prepare: withCamila(async (app) =>
      askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner),
    ),
    ends: ['account-disabled', 'sessions', 'keys', 'browsers', 'holds by notice'],
  },
];

/** What is ended from now on, in order; a block is recorded where it would end. */
function endsIn({ deps }: TestApp): readonly string[] {
  const ends: string[] = [];
  const { sessions, provisionalKeys, pendingChanges, rights, credentials, clientEvents } = deps;
  const before = {
    endAll: sessions.endAll,
    end: provisionalKeys.end,
    withdrawAll: pendingChanges.withdrawAll,
    allWaiting: pendingChanges.allWaiting,
    block: rights.block,
    ofAccount: credentials.ofAccount,
    removeBrowsers: credentials.removeBrowsers,
    publish: clientEvents.publish,
  };
  const noted = <A extends readonly unknown[], R>(act: (...args: A) => R, name: (...args: A) => string) => {
    return (...args: A): R => {
      ends.push(name(...args));
      return act(...args);
    };
  };
  const sessionsNamed = (_: string, which?: { readonly except?: string | undefined }) =>
    which?.except === undefined ? 'sessions' : `sessions but ${which.except}`;
  Object.assign(sessions, { endAll: noted(before.endAll, sessionsNamed) });
  Object.assign(provisionalKeys, { end: noted(before.end, () => 'keys') });
  Object.assign(pendingChanges, {
    withdrawAll: noted(before.withdrawAll, () => 'holds in silence'),
    allWaiting: noted(before.allWaiting, () => 'holds by notice'),
  });
  Object.assign(credentials, {
    ofAccount: noted(before.ofAccount, () => 'factors'),
    removeBrowsers: noted(before.removeBrowsers, () => 'browsers'),
  });
  Object.assign(rights, { block: noted(before.block, () => 'block') });
  Object.assign(clientEvents, { publish: noted(before.publish, (_, event) => event) });
  return ends;
}

for (const { act, prepare, ends } of rows)
  test(`${act}: what ends, and nothing else`, async (t) => {
    const app = await openAppFor(t);
    const perform = await prepare(app);
    const found = endsIn(app);
    await perform();
    t.deepEqual(found, ends);
  });

/** Calls that end one kind of thing, and the files that may do so beside `shutDown`. */
const alone: Readonly<Record<string, readonly string[]>> = {
  'sessions.endAll(': ['features/my-account/use-cases/end-session.ts'],
  'provisionalKeys.end(': ['account/freeze-account.ts'],
  'pendingChanges.withdrawAll(': ['account/first-proof.ts'],
  'credentials.removeBrowsers(': ['features/my-account/use-cases/end-session.ts'],
  'endBlockOf(': ['features/cases/use-cases/decide-stopped.ts'],
  'endFactors(': ['account/first-proof.ts'],
};

test('every caller of shutDown has a row, and nothing else ends all of one kind but what is listed', (t) => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const callersOf = (call: string) =>
    files.filter((name) => readFileSync(path.join(src, name), 'utf8').includes(call)).toSorted();
  // The people of a sandbox are fictional; `test/dev/sandbox-people.test.ts` says what restoring them ends.
  const callers = [...rows.map(({ caller }) => caller), 'dev/sandbox/restore-people.ts'];
  t.deepEqual(callersOf('await shutDown(de'), [...new Set(callers)].toSorted());
  for (const [call, files] of Object.entries(alone))
    t.deepEqual(
      callersOf(`await deps.${call}`).concat(callersOf(`await ${call}`)),
      [...files, 'account/shut-down.ts'].toSorted(),
      call,
    );
});
