import { randomUUID } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { raiseAlarms } from '../../../src/adapters/messaging/alarms.ts';
import type { RightKind } from '../../../src/domain/rights.ts';
import { answerDue } from '../../../src/domain/rights.ts';
import { addDays, dayOf } from '../../../src/domain/working-days.ts';
import type { Alarm } from '../../../src/ports/alarm.ts';
import { openTestApp } from '../../helpers/app.ts';
import { plainText, wordsOf } from '../../helpers/spanish-messages.ts';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

/** An app that mails its alarms, the function that files a request for a right, and the one that raises alarms. */
async function open(t: ExecutionContext) {
  const app = await openTestApp({ seed: false, env: { ALERTS_TO: 'turno@sence.example' } });
  t.teardown(app.stop);
  const ask = async (folio: string, kind: RightKind = 'acceso') =>
    app.deps.rights.open({
      folio,
      accountId: randomUUID(),
      actor: undefined,
      kind,
      detail: 'Mi apellido es Núñez',
      dueOn: answerDue(kind, dayOf(app.deps.now())),
    });
  const raise = async (): Promise<object[]> => {
    const lines: object[] = [];
    await raiseAlarms({ ...app.alarms, log: { error: (fields) => void lines.push(fields) } });
    return lines.filter((line) => (line as Partial<Alarm>).alarm === 'rights-due');
  };
  /** The mails of this alarm so far. */
  const mails = async () => (await app.mailbox()).filter(({ subject }) => subject.includes('derechos'));
  return { app, ask, raise, mails };
}

test('a request raises no alarm while its term is long, and one as its end comes near', async (t) => {
  const { app, ask, raise, mails } = await open(t);
  const request = await ask('LD-2222-2222');
  t.deepEqual(await raise(), []);
  app.advance(20 * DAY);
  t.deepEqual(await raise(), []);
  app.advance(7 * DAY);
  const dueOn = request?.dueOn ?? '';
  t.deepEqual(await raise(), [
    { alarm: 'rights-due', soon: 1, overdue: 0, folio: 'LD-2222-2222', dueOn, newest: 'LD-2222-2222' },
  ]);
  app.advance(4 * DAY);
  t.like((await raise())[0], { soon: 0, overdue: 1 });
  const [last, first] = await mails();
  t.is(first?.subject, 'Alarma de Clave Sence: Solicitudes de derechos por vencer');
  t.is(last?.subject, 'Alarma de Clave Sence: Solicitudes de derechos vencidas');
  t.true(last?.text.includes(`LD-2222-2222, a más tardar el ${dueOn.split('-').reverse().join('-')}`));
  t.notRegex(last?.text ?? '', /Núñez/);
  await app.deps.rights.answer(request?.id ?? '', { decision: 'acogida', reasons: '' });
  t.deepEqual(await raise(), []);
});

test('a block raises the alarm as soon as it is asked for', async (t) => {
  const { ask, raise, mails } = await open(t);
  await ask('LD-3333-3333', 'bloqueo');
  t.like((await raise())[0], { alarm: 'rights-due', soon: 1, folio: 'LD-3333-3333' });
  t.is((await mails()).length, 1);
});

test('the alarm is logged every time, mailed once a day, and again within the hour when another request joins', async (t) => {
  const { app, ask, raise, mails } = await open(t);
  await ask('LD-3333-3333', 'bloqueo');
  for (let minute = 0; minute < 3; minute += 1) t.is((await raise()).length, 1);
  app.advance(2 * HOUR);
  await raise();
  t.is((await mails()).length, 1, 'the same cause two hours later');
  for (const folio of ['LD-4444-4444', 'LD-5555-5555']) {
    app.advance(1000);
    await ask(folio, 'bloqueo');
    await Promise.all([raise(), raise()]);
  }
  t.is((await mails()).length, 2, 'of two that join within the hour the first is mailed at once');
  app.advance(HOUR);
  await raise();
  t.is((await mails()).length, 3, 'and the second when the hour is over');
  app.advance(DAY);
  await raise();
  t.is((await mails()).length, 4);
});

test('the metrics count the requests that wait, are due soon and are overdue', async (t) => {
  const { app, ask } = await open(t);
  const read = async () => (await fetch(`${app.issuer}/metrics`)).text();
  for (const folio of ['LD-2222-2222', 'LD-2222-3333']) await ask(folio);
  await ask('LD-3333-3333', 'bloqueo');
  const late = await ask('LD-4444-4444');
  const due_on = addDays(dayOf(app.deps.now()), -1);
  await app.database.run((sql) => sql('right_requests').where({ id: late?.id }).update({ due_on }));
  const metrics = await read();
  for (const [name, value] of Object.entries({ open: 4, due_soon: 1, overdue: 1 }))
    t.regex(metrics, new RegExp(`^clave_sence_rights_${name} ${value}$`, 'm'));
});

test('the mail says how often it comes and what to do, in Spanish and with usted', (t) => {
  const alarm = {
    alarm: 'rights-due',
    soon: 2,
    overdue: 1,
    folio: 'LD-7F3K-9QWM',
    dueOn: '2026-12-10',
    newest: 'LD-2ABC-3DEF',
  } as const;
  const text = plainText(wordsOf({ kind: 'alarm', at: '2026-12-11T12:00:00.000Z', alarm }));
  t.regex(text, /npm run -s rights -- list|npm run rights -- list/);
  t.regex(text, /una vez al día[\s\S]*alarm = rights-due/);
  t.notRegex(text, /una vez por hora|\b(tu|tus|te|ti)\b/i);
});
