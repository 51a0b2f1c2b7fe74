import test from 'ava';
import { raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import { assignCase, attestDocument } from '../../../src/features/cases/use-cases/work-on-case.ts';
import type { Alarm } from '../../../src/ports/alarm.ts';
import { openTestApp } from '../../helpers/app.ts';
import { member, openCamilasCase } from '../../helpers/cases.ts';
import { DAY, openWithCamila } from '../../helpers/recovery.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

test('a case is an alarm from three working days before its term on, and not while it waits for its person', async (t) => {
  const app = await openWithCamila(t);
  const raise = async (): Promise<readonly object[]> => {
    const lines: object[] = [];
    await raiseAlarms({ ...app.alarms, log: { error: (fields) => void lines.push(fields) } });
    return lines.filter((line) => (line as Partial<Alarm>).alarm === 'cases-due');
  };
  const agente = await member(app, ['agente', 'revisor']);
  const waits = await openCamilasCase(app, 'correo-perdido');
  const complaint = await openCamilasCase(app, 'reclamo');
  await assignCase(app.deps, { folio: complaint, member: agente.id }, agente.id);
  t.deepEqual(await raise(), []);
  await attestDocument(
    app.deps,
    { folio: waits, member: agente.id },
    { document: 'cedula', number: 'B51234567', expires: '2030-01-01' },
  );
  t.like((await raise())[0], { soon: 1, overdue: 0, folio: waits });
  app.advance(30 * DAY);
  t.like((await raise())[0], { soon: 0, overdue: 2, folio: waits });
});

test('the mail comes once a day, and again when a case is overdue', async (t) => {
  const app = await openTestApp({ env: { ALERTS_TO: 'turno@sence.example' } });
  t.teardown(app.stop);
  const tell = (overdue: number) =>
    app.alarms.tell({ alarm: 'cases-due', soon: 1, overdue, folio: 'CS-7F3K-9QWM', dueOn: '2026-12-10' });
  for (const overdue of [0, 0, 0]) await tell(overdue);
  app.advance(2 * 3_600_000);
  await tell(0);
  await tell(1);
  const mails = (await app.mailbox()).filter(({ subject }) => subject.includes('Casos de la mesa'));
  t.is(mails.length, 2);
});

test('the mail says what to do, in Spanish and with usted', (t) => {
  const alarm = { alarm: 'cases-due', soon: 2, overdue: 1, folio: 'CS-7F3K-9QWM', dueOn: '2026-12-10' } as const;
  const text = plainText(wordsOf({ kind: 'alarm', at: '2026-12-11T12:00:00.000Z', alarm }));
  t.regex(text, /npm run cases -- list/);
  t.notRegex(text, /\b(tu|tus|te|ti)\b/i);
});
