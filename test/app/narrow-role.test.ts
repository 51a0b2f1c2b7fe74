import test, { type ExecutionContext } from 'ava';
import * as oidc from 'openid-client';
import { readAgain } from '../../src/account/representation.ts';
import { requestExport } from '../../src/account/request-export.ts';
import { wrapLegacyKeys } from '../../src/account/wrap-legacy-keys.ts';
import { importLegacyFile } from '../../src/adapters/legacy/import-file.ts';
import { raiseAlarms } from '../../src/adapters/messaging/alarms.ts';
import { fillMailboxes } from '../../src/adapters/postgres/accounts/mailbox-index.ts';
import { verifyAudit } from '../../src/adapters/postgres/audit/verify.ts';
import { rotateKeys } from '../../src/adapters/postgres/keyring/acts.ts';
import { reap } from '../../src/adapters/postgres/retention/reaper.ts';
import { applyRetention } from '../../src/adapters/postgres/retention/retention.ts';
import { deriveSecrets } from '../../src/adapters/secrets.ts';
import { TURNING } from '../../src/domain/keyring.ts';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { exportsOf, fetchExport } from '../../src/features/privacy/use-cases/fetch-export.ts';
import { deliverDue } from '../../src/oidc/notifications/deliver-due.ts';
import type { TestApp } from '../helpers/app.ts';
import { openBrowser } from '../helpers/browser.ts';
import { openClient, signIn, userInfo } from '../helpers/client-app.ts';
import { openCompany } from '../helpers/companies.ts';
import { serverOf } from '../helpers/database.ts';
import { operatorCommand } from '../helpers/operator-command.ts';
import {
  accountNow,
  CHOSEN,
  camila,
  changeBy,
  DAY,
  openWithCamila,
  outcomeOf,
  owner,
  provisionalIn,
  recoverByCard,
  replaceByCard,
  waitOut,
} from '../helpers/recovery.ts';
import { again, camilaIn, makeCopies } from '../helpers/rights.ts';
import { SECRETS_KEYS } from '../helpers/seeds.ts';
import { filesFolder, lineOf } from '../legacy/files.ts';

const secrets = deriveSecrets(SECRETS_KEYS);

/** The role of the app in PostgreSQL. */
async function roleOf({ database }: TestApp): Promise<string> {
  const { rows } = await database.run<{ rows: [{ role: string }] }>((sql) =>
    sql.raw('select session_user::text as role'),
  );
  return rows[0].role;
}

async function open(t: ExecutionContext): Promise<TestApp> {
  const app = await openWithCamila(t, {
    narrow: true,
    throttles: 'on',
    card: true,
    env: { ALERTS_TO: 'turno@sence.example' },
  });
  t.is(await roleOf(app), serverOf(app.owner).user);
  return app;
}

/** Every background job of the server, once. */
async function everyJob({ database, deps, alarms, trail, rotateKeys, logouts, events }: TestApp): Promise<void> {
  await trail.seal();
  await trail.keepHead();
  const mail = await trail.headLetter();
  if (mail) await alarms.tell(mail);
  await raiseAlarms({ ...alarms, log: { error: () => {} } });
  await rotateKeys();
  await applyDueChange(deps);
  await readAgain(deps);
  await deliverDue(logouts);
  await deliverDue(events);
  await wrapLegacyKeys(deps, () => {})();
  await fillMailboxes(database, secrets);
  await reap(database, deps, new Date(deps.now().getTime() - DAY));
  await deps.credentials.removeExpired(100);
  await applyRetention(database, deps.now());
}

/** PostgreSQL refused nothing according to the log of the app, and its trail is whole. */
async function assertWell(t: ExecutionContext, app: TestApp): Promise<void> {
  t.deepEqual(
    app.logged.filter((line) => /permission denied|42501/.test(line)),
    [],
  );
  t.like(await verifyAudit(app.database, secrets), { unsealed: 0, accepted: 0 });
}

test('[A11] with the rights of a server alone users register, sign in at a client, recover, change contacts and read their data', async (t) => {
  const app = await open(t);
  const client = await openClient(app, 'ejemplo');
  const params = { scope: 'openid profile run offline_access' };
  const { tokens } = await signIn(client, {
    person: { ...camila, serial: camila.serial },
    browser: openBrowser(),
    params,
  });
  t.truthy((await userInfo(client, tokens)).sub);
  t.truthy((await oidc.refreshTokenGrant(client.config, tokens.refresh_token ?? '')).access_token);
  await recoverByCard(app);
  t.is(await changeBy(app, await provisionalIn(app, camila.email)), 'done');
  t.is(await outcomeOf(app, CHOSEN), 'in');
  const here = await camilaIn(app);
  await requestExport(app.deps, here, again(CHOSEN), owner);
  t.is(await makeCopies(app), 1);
  const id = (await exportsOf(app.deps, here))[0]?.id ?? '';
  t.truthy(await fetchExport(app.deps, here, { id, format: 'json' }, owner));
  await replaceByCard(app);
  await waitOut(app);
  t.not((await accountNow(app)).personal.email, undefined);
  await openCompany(app);
  app.advance(8 * DAY);
  await everyJob(app);
  await everyJob(app);
  await assertWell(t, app);
});

test('[A11] with the rights of a server alone keys rotate, old ones are imported, and the commands of operators run', async (t) => {
  const app = await open(t);
  await rotateKeys({ database: app.database, secrets, audit: app.deps.audit }, TURNING, app.deps.now());
  await app.rotateKeys();
  const files = filesFolder();
  t.teardown(files.remove);
  const { audit, now } = app.deps;
  await importLegacyFile(
    { database: app.database, secrets, audit, now },
    files.file('old.csv', [lineOf(1), lineOf(2)]),
  );
  await everyJob(app);
  const env = { SECRETS_KEY: SECRETS_KEYS.join(','), CLAVE_POLICY: 'guia' };
  for (const [file, words] of [
    ['cli/keys.ts', ['list']],
    ['cli/audit.ts', ['verify']],
    ['cli/audit.ts', ['export', '--from', '2026-01-01']],
    ['cli/rights.ts', ['list']],
    ['cli/cases.ts', ['list']],
  ] as const) {
    const { code, errors } = await operatorCommand(file)(serverOf(app.owner), env, words);
    t.is(code, 0, `${file} ${words.join(' ')}: ${errors}`);
  }
  await app.trail.seal();
  await assertWell(t, app);
});
