/** No dead end (issue 19): each kind of person follows the ways out that the pages offer, desk included, to an end. */
import test, { type ExecutionContext } from 'ava';
import { type PolicyName, policies } from '../../src/domain/policy.ts';
import type { RefusalCode } from '../../src/domain/refusal.ts';
import { catalogueOf, defaultLocale } from '../../src/locales/locale.ts';
import { openTestApp } from '../helpers/app.ts';
import { clientFileFor } from '../helpers/client-app.ts';
import { read } from '../helpers/named-proofs.ts';
import { withinMs } from '../helpers/within-ms.ts';
import { ana } from './cast.ts';
import { unmet } from './codes.ts';
import { addHolder } from './holder.ts';
import { allLost } from './kinds/all-lost.ts';
import { endedRepresentation } from './kinds/company.ts';
import { noMobile, oneContact } from './kinds/contacts.ts';
import { contested } from './kinds/contested.ts';
import { deadMailbox } from './kinds/dead-mailbox.ts';
import { expiredCard } from './kinds/expired-card.ts';
import { nie } from './kinds/migrante.ts';
import { blocked, frozen } from './kinds/stopped.ts';
import { legacyKey, unknown } from './kinds/strangers.ts';
import { migranteSlips, recoverySlips, registrationSlips } from './slips.ts';
import { type Kind, openWalks, rowOf } from './walks.ts';

const kinds: readonly Kind[] = [
  ...[expiredCard, nie, noMobile, deadMailbox, endedRepresentation, contested],
  ...[frozen, blocked, legacyKey, unknown, oneContact, allLost],
];

const desk = read('docs/desk.md');
const met = new Set<RefusalCode>();

for (const policy of Object.keys(policies) as PolicyName[]) {
  for (const kind of kinds) test.serial(`no dead end: ${kind.name}, ${policy}`, walked, kind, policy);
  test.serial(`no dead end: a wrong field is typed again on the same page, ${policy}`, slipped, policy);
}

async function open(t: ExecutionContext, policy: PolicyName) {
  t.timeout(withinMs(120_000));
  const env = { CLAVE_POLICY: policy, TRUST_PROXY_HOPS: '1' };
  const app = await openTestApp({ clients: [clientFileFor('capacita')], env });
  t.teardown(app.stop);
  return app;
}

async function walked(t: ExecutionContext, kind: Kind, policy: PolicyName): Promise<void> {
  const { here, walks } = await openWalks(await open(t, policy));
  await kind.go(here);
  for (const walk of walks) {
    for (const code of walk.codes) met.add(code);
    const row = rowOf(kind, policy, walk);
    if (process.env.PRINT_WALKS) console.log(row);
    t.true(desk.includes(`\n| ${kind.name} | ${walk.way} |`), `docs/desk.md has no row: ${row}`);
  }
  t.true(walks.length > 0);
}

async function slipped(t: ExecutionContext, policy: PolicyName): Promise<void> {
  const app = await open(t, policy);
  await addHolder(app, ana);
  for (const slip of [registrationSlips, migranteSlips, recoverySlips])
    for (const { code } of (await slip(app)).met) met.add(code);
  t.pass();
}

test.serial('no dead end: each refusal is met by a walk, or the table says why it leaves no kind of person', (t) => {
  t.is(kinds.length, 12);
  const codes = Object.keys(catalogueOf(defaultLocale).refusals) as RefusalCode[];
  t.deepEqual(
    codes.filter((code) => !met.has(code) && !unmet.has(code)),
    [],
  );
  t.deepEqual(
    [...unmet.keys()].filter((code) => met.has(code)),
    [],
    'these are walked now',
  );
});
