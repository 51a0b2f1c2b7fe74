/** The reference for clients: made from the tables of the code, and kept by version. */
import { readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { changes } from '../../../src/domain/changes.ts';
import { currentReference, REFERENCE_PATH, referenceVersions } from '../../../src/domain/client-reference.ts';
import { referenceFile } from '../../../src/features/developers/reference.ts';
import { openTestApp } from '../../helpers/app.ts';
import { openBrowser } from '../../helpers/browser.ts';

const [current] = referenceVersions;
const storedIn = (version: string): unknown => JSON.parse(readFileSync(referenceFile(version), 'utf8'));

test('what clients rely on changes only with a new version: add one, npm run reference, and an entry of changes', (t) => {
  t.deepEqual(JSON.parse(JSON.stringify(currentReference())), storedIn(current.version));
});

test('each version has its file and its entry among the changes, and is not older than the one before', (t) => {
  const folder = new URL('../../../src/features/developers/reference-versions/', import.meta.url);
  t.deepEqual(readdirSync(folder).toSorted(), referenceVersions.map(({ version }) => `${version}.json`).toSorted());
  for (const { version, published } of referenceVersions) {
    const change = changes.find(({ id }) => id === `referencia-${version}`);
    t.is(change?.published, published, version);
  }
  const days = referenceVersions.map(({ published }) => published);
  t.deepEqual(days, days.toSorted().toReversed());
  t.deepEqual(
    referenceVersions.map(({ version }) => Number(version)),
    referenceVersions.map((_, place) => referenceVersions.length - place),
  );
});

test('page and versions have every scope, claim, code, error, term and limit, and no other version exists', async (t) => {
  const app = await openTestApp({ seed: false });
  t.teardown(app.stop);
  const browser = openBrowser();
  for (const address of [REFERENCE_PATH, ...referenceVersions.map(({ version }) => `${REFERENCE_PATH}/${version}`)]) {
    const page = await browser.get(app.issuer + address);
    t.is(page.status, 200, address);
    const { scopes, errors, protocolErrors, acrValues, identityLevels } = currentReference();
    const names = [
      ...scopes.flatMap(({ scope, claims }) => [scope, ...claims]),
      ...errors.map(({ code }) => code),
      ...protocolErrors,
      ...acrValues,
      ...identityLevels,
    ];
    for (const name of names) t.true(page.text.includes(name), name);
    t.regex(page.text, /Código de autorización\s*1 minuto/);
    t.regex(page.text, /Refresh token con offline_access\s*30 días/);
    t.regex(page.text, /30 en 1 minuto/);
  }
  t.is((await browser.get(`${app.issuer}${REFERENCE_PATH}/99`)).status, 404);
  t.regex((await browser.get(`${app.issuer}/desarrolladores/guias`)).html, /href="\/desarrolladores\/referencia"/);
});
