import test from 'ava';
import { postgresAnnouncedChanges } from '../../../src/adapters/postgres/client-records/announced-changes.ts';
import { deriveSecrets } from '../../../src/adapters/secrets.ts';
import { CHANGES_FEED_PATH, CHANGES_PATH, changes, NOTICE_DAYS, needsAction } from '../../../src/domain/changes.ts';
import { parseEmail } from '../../../src/domain/email.ts';
import { daysBetween, isDay } from '../../../src/domain/working-days.ts';
import { announceChange } from '../../../src/features/developers/use-cases/announce-change.ts';
import { openTestApp, type TestApp } from '../../helpers/app.ts';
import { SECRETS_KEYS } from '../../helpers/seeds.ts';

let app: TestApp;
test.before(async () => {
  app = await openTestApp({ seed: false });
});
test.after.always(() => app?.stop());

test('what clients must act upon is published thirty days before, and the newest change stands first', (t) => {
  for (const change of changes) {
    t.true(isDay(change.published) && isDay(change.effective), change.id);
    t.true(daysBetween(change.published, change.effective) >= (needsAction(change) ? NOTICE_DAYS : 0), change.id);
  }
  const days = changes.map(({ published }) => published);
  t.deepEqual(days, days.toSorted().toReversed());
});

test('page and feed have every change at one address each', async (t) => {
  const [page, feed] = await Promise.all([CHANGES_PATH, CHANGES_FEED_PATH].map((path) => fetch(app.issuer + path)));
  t.is(feed?.headers.get('content-type'), 'application/atom+xml; charset=utf-8');
  const [html, xml] = [String(await page?.text()), String(await feed?.text())];
  t.is(xml.match(/<entry>/g)?.length, changes.length);
  t.regex(xml, /<updated>\d{4}-\d\d-\d\dT12:00:00Z<\/updated>/);
  for (const { id } of changes) {
    t.true(html.includes(`id="${id}"`), id);
    t.true(xml.includes(`<id>${app.issuer}${CHANGES_PATH}#${id}</id>`), id);
  }
});

test('each contact of all clients gets one mail for a change, however often it is announced', async (t) => {
  const [change] = changes;
  if (!change) return t.fail();
  const needs = {
    ...app.deps,
    announcedChanges: postgresAnnouncedChanges(app.database, deriveSecrets(SECRETS_KEYS), app.deps.now),
  };
  const ana = parseEmail('ana@uno.example');
  const beto = parseEmail('beto@dos.example');
  const clients = [
    { name: 'Uno', contacts: [ana, parseEmail('ANA@uno.example')] },
    { name: 'Dos', contacts: [ana, beto] },
  ];
  t.deepEqual(await announceChange(needs, change, clients.slice(0, 1), 'Iván Paredes'), { told: 1, before: 0 });
  t.deepEqual(await announceChange(needs, change, clients, 'Iván Paredes'), { told: 1, before: 1 });
  t.deepEqual(await announceChange(needs, change, clients, 'Iván Paredes'), { told: 0, before: 2 });
  const mails = await app.mailbox();
  t.deepEqual(mails.map(({ to }) => to).toSorted(), ['ana@uno.example', 'beto@dos.example']);
  t.true(mails.every(({ text }) => text.includes(`${app.issuer}${CHANGES_PATH}#${change.id}`)));
  const acts = await app.database.run<{ details: object }[]>((sql) =>
    sql('audit').where({ act: 'change.announced' }).orderBy('id').select('details'),
  );
  t.is(acts.length, 2);
  t.notRegex(JSON.stringify(acts), /example/);
});
