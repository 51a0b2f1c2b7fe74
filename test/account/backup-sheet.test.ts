/** What ends a printed sheet for a lost key, and what it outlasts. */
import test from 'ava';
import { contestAccount } from '../../src/account/contest-account.ts';
import { freeze } from '../../src/account/freeze-account.ts';
import { printedAmong } from '../../src/account/printed-codes.ts';
import { proveIdentity } from '../../src/account/prove-identity.ts';
import { saveKey } from '../../src/account/save-key.ts';
import { takeBack } from '../../src/account/take-back.ts';
import { requireSerial } from '../../src/domain/cedula.ts';
import { refusalOf } from '../../src/domain/refusal.ts';
import { isFactor } from '../../src/domain/second-factor.ts';
import { removeSheet } from '../../src/features/backup-sheet/use-cases/change-sheet.ts';
import { endOtherSessions } from '../../src/features/my-account/use-cases/end-session.ts';
import { stopOwnAccount } from '../../src/features/my-account/use-cases/stop-own-account.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { disputeChange } from '../../src/features/pending-changes/use-cases/dispute-change.ts';
import { revertContacts } from '../../src/features/pending-changes/use-cases/revert-contacts.ts';
import { answerRight } from '../../src/features/privacy/use-cases/answer-right.ts';
import { askRight } from '../../src/features/privacy/use-cases/ask-right.ts';
import { showSheetCode } from '../../src/features/recovery/use-cases/sheet-code.ts';
import { removeFactor } from '../../src/features/second-factor/use-cases/remove-factor.ts';
import { renewCodes } from '../../src/features/second-factor/use-cases/renew-codes.ts';
import type { TestApp } from '../helpers/app.ts';
import { atSheet, printSheet, restore, sheetProof, typedCode } from '../helpers/backup-sheet.ts';
import { askLoss } from '../helpers/factor-loss.ts';
import { provedAs } from '../helpers/proved.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  DAY,
  elsewhere,
  MINUTE,
  nearDue,
  openWithCamila,
  owner,
  provisionalIn,
  recoverByCard,
  replaceByCard,
  tokenIn,
  waitOut,
} from '../helpers/recovery.ts';
import { camilaIn } from '../helpers/rights.ts';
import { enrolled } from '../helpers/second-factor.ts';
import { contestBy, squattedRun } from '../helpers/squatter.ts';

interface Scene {
  readonly app: TestApp;
  /** The two codes of the sheet. */
  readonly codes: readonly string[];
}

interface Row {
  readonly what: string;
  readonly act: (scene: Scene) => Promise<unknown>;
  /** How old the sheet is then, in days; else a month. */
  readonly days?: number;
  /** Whether the identity was never proved. */
  readonly declared?: boolean;
}

const recover = async ({ app }: Scene): Promise<void> => {
  await recoverByCard(app, {}, owner);
  await changeBy(app, await provisionalIn(app, camila.email), CHOSEN, { visitor: owner });
};

const holder = async (app: TestApp) => provedAs(await accountNow(app));

/** Contacts are replaced by the card, and taken back by the link of the last notice. */
const takeContactsBack = async ({ app }: Scene): Promise<void> => {
  await replaceByCard(app);
  await waitOut(app);
  const token = await tokenIn(app, camila.email, 'revertir');
  await disputeChange(app.deps, token, owner);
  await revertContacts(app.deps, { token, serial: requireSerial(camila.serial) }, owner);
};

/** An app of codes is added, a month passes: the ten codes for its loss. */
async function withFactor(app: TestApp): Promise<readonly string[]> {
  const { printed } = await enrolled(app);
  await app.advance(30 * DAY);
  return printed;
}

const ends: readonly Row[] = [
  { what: 'a recovery of the key, within seven days', act: recover, days: 6 },
  { what: 'the return of contacts, within seven days', act: takeContactsBack, days: 1 },
  {
    what: 'the first proof of the identity',
    declared: true,
    act: async ({ app }) => {
      const { id } = await accountNow(app);
      return proveIdentity(app.deps, id, { serial: requireSerial(camila.serial), device: undefined }, owner);
    },
  },
  {
    what: 'an identifier that its holder takes back',
    declared: true,
    act: async ({ app }) => {
      const account = await accountNow(app);
      return app.deps.atomically(() => takeBack(app.deps, account, 'FOLIO'));
    },
  },
  {
    what: 'the closing of the account',
    act: async ({ app }) => {
      const here = await camilaIn(app);
      const asked = { kind: 'supresion', detail: undefined, proved: provedAs(here.account) } as const;
      const { request } = await askRight(app.deps, here, asked, owner);
      return answerRight(app.deps, request.id, { decision: 'acogida', reasons: '' }, 'mesa-7');
    },
  },
  {
    what: '«Quitar la hoja»',
    act: async ({ app }) =>
      removeSheet(app.deps, await holder(app), await sheetProof(app, await accountNow(app)), owner),
  },
  { what: 'another sheet', act: ({ app }) => printSheet(app, { days: 0 }) },
];

const outlasted: readonly Row[] = [
  { what: 'a recovery of the key, from the seventh day', act: recover, days: 7 },
  { what: 'the return of contacts, from the seventh day', act: takeContactsBack, days: 7 },
  {
    what: 'a change of the key in a session',
    days: 0,
    act: async ({ app: { deps }, app }) => {
      const account = await accountNow(app);
      const fresh = { keyHash: account.keyHash, keyShort: false, proved: false, by: 'key' } as const;
      return deps.atomically(() => saveKey(deps, account, fresh, owner));
    },
  },
  { what: '«Detener mi cuenta»', act: async ({ app }) => stopOwnAccount(app.deps, await camilaIn(app), owner) },
  {
    what: '«No fui yo»',
    act: async ({ app }) => {
      const account = await accountNow(app);
      return app.deps.atomically(() => freeze(app.deps, account, owner));
    },
  },
  {
    what: 'a contest of the identity that is not decided',
    act: async ({ app }) => contestAccount(app.deps, await accountNow(app), contestBy(squattedRun), owner),
  },
  {
    what: 'a block of the data',
    act: async ({ app }) => askRight(app.deps, await camilaIn(app), { kind: 'bloqueo', detail: undefined }, owner),
  },
  { what: '«Cerrar todas las demás»', act: async ({ app }) => endOtherSessions(app.deps, await camilaIn(app), owner) },
  { what: 'a second factor that is added', act: ({ app }) => enrolled(app) },
  {
    what: 'a second factor that is lost',
    act: async ({ app }) => {
      await withFactor(app);
      await askLoss(app);
      await nearDue(app, MINUTE);
      return applyDueChange(app.deps);
    },
  },
  {
    what: 'the removal of the last factor',
    act: async ({ app }) => {
      const [code = ''] = await withFactor(app);
      const of = await holder(app);
      const factor = (await app.deps.credentials.ofAccount(of.account.id)).find(isFactor);
      return removeFactor(app.deps, of, factor?.id ?? '', code, owner);
    },
  },
  {
    what: 'new codes for a lost factor',
    act: async ({ app }) => {
      const [code = ''] = await withFactor(app);
      return renewCodes(app.deps, await holder(app), code, owner);
    },
  },
  {
    what: 'a wrong code beside the card',
    act: async ({ app }) => {
      const of = await atSheet(app);
      return refusalOf(() => showSheetCode(app.deps, of, typedCode('ABCD-EFGH-JKLM-NPQR'), elsewhere()));
    },
  },
  { what: 'ten years', act: async ({ app }) => app.advance(3650 * DAY) },
];

for (const [rows, after] of [
  [ends, false],
  [outlasted, true],
] as const)
  for (const { what, act, days = 30, declared = false } of rows)
    test(`[backup sheet] a sheet ${after ? 'outlasts' : 'ends with'} ${what}`, async (t) => {
      const app = await openWithCamila(t, { declared });
      const codes = await printSheet(app, { days });
      const { id } = await accountNow(app);
      const held = async () =>
        printedAmong(await app.deps.credentials.ofAccount(id), 'backup-code').map((one) => one.id);
      const before = await held();
      t.is(before.length, 2);
      await act({ app, codes });
      const left = await held();
      t.deepEqual(left.filter((one) => before.includes(one)).toSorted(), after ? before.toSorted() : []);
    });

test('[backup sheet] the use of one code ends that one alone', async (t) => {
  const app = await openWithCamila(t);
  const [first, second] = await printSheet(app);
  await restore(app, await atSheet(app), first);
  app.advance(DAY);
  const of = await atSheet(app);
  t.is((await refusalOf(() => showSheetCode(app.deps, of, typedCode(first), elsewhere())))?.code, 'backup-code-wrong');
  await t.notThrowsAsync(showSheetCode(app.deps, of, typedCode(second), elsewhere()));
});
