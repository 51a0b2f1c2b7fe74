import test from 'ava';
import { headOf, headText } from '../../../src/adapters/postgres/audit/head.ts';
import { lastSeal } from '../../../src/adapters/postgres/audit/seal-rows.ts';
import type { App } from '../../../src/app/app.ts';
import { openTestApp } from '../../helpers/app.ts';

const DAY = 24 * 3_600_000;

/** What an instance does each hour. */
async function tell({ trail, alarms }: App): Promise<void> {
  const mail = await trail.headLetter();
  if (mail) await alarms.tell(mail);
}

test('[A11, threat 66] the last seal goes to ALERTS_TO by mail once a day over all instances, and never before the first', async (t) => {
  // With a trail in which nothing was sealed before.
  const app = await openTestApp({ seed: false, newKeys: true, env: { ALERTS_TO: 'turno@sence.example' } });
  t.teardown(app.stop);
  const other = await app.beside();
  const mails = async () => (await app.mailbox()).filter(({ subject }) => subject.includes('bitácora'));
  await tell(app);
  t.is((await mails()).length, 0);
  await app.deps.audit.record({ act: 'keys.published' });
  await app.trail.seal();
  for (const each of [app, other, app, other]) await tell(each);
  const [mail, ...more] = await mails();
  t.deepEqual(more, []);
  const head = headText(headOf((await lastSeal(app.database)) as NonNullable<Awaited<ReturnType<typeof lastSeal>>>));
  t.is(mail?.subject, 'Clave Sence: último sello de la bitácora');
  t.true(mail?.text.includes(head));
  t.true(mail?.text.includes(`npm run -s audit -- verify --head ${head}`), 'the whole command, to be copied');
  t.regex(mail?.text ?? '', /«intact».*«broken».*docs\/audit\.md/s);
  t.notRegex(mail?.text ?? '', /Alarma|alarm =/);
  app.advance(DAY + 1000);
  await Promise.all([app, other].map(tell));
  t.is((await mails()).length, 2);
});
