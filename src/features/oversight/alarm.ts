import type { Context } from 'koa';
import { parseNote } from '../../domain/oversight.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Deps } from '../../ports/deps.ts';
import { addressOf } from './asked.ts';
import { alarmLine } from './lines.ts';
import { namesIn } from './use-cases/list-acts.ts';
import { markAlarm } from './use-cases/mark-alarm.ts';

const LIST = '/mesa/auditoria';
const NOTE = 'nota';

/** An alarm: what it says, what the member did that day, and the note with which an auditor marks it as seen. */
export const alarmPage: DeskPage = {
  path: '/mesa/auditoria/alarma/:id',
  roles: ['auditor'],
  show: (deps, ctx, here) => showAlarm(deps, ctx, here, {}),
  async act(deps, ctx, here, form) {
    const again = (wrong: Wrong) => showAlarm(deps, ctx, here, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: NOTE }, again, async () => {
      const { nota } = readAll({ nota: () => parseNote(text(form, NOTE)) });
      await markAlarm(deps, here.member, { id: String(ctx.params.id), note: nota }, here.visitor);
      seeOther(ctx, `${LIST}?lista=vista`);
    });
  },
};

async function showAlarm(
  deps: Deps,
  ctx: Context,
  here: DeskHere,
  { errors = [], faults = {}, refusal }: Partial<Wrong>,
  form?: Form,
): Promise<void> {
  const alarm = await deps.deskAlarms.find(String(ctx.params.id));
  if (!alarm) return seeOther(ctx, LIST);
  const texts = textsOf(ctx);
  const names = await namesIn(deps, [alarm.accountId]);
  showDesk(deps, ctx, here, {
    view: 'oversight/alarm',
    tab: 'oversight',
    title: texts.oversight.titles.alarm,
    alarm: alarmLine(texts, alarm, names, deps.now()),
    seen: alarm.seen && { note: alarm.seen.note, who: names.member(alarm.seen.by) },
    acts: addressOf(LIST, { member: alarm.staffId, act: '', day: '', page: 1 }),
    values: { [NOTE]: form ? text(form, NOTE) : '' },
    errors,
    faults,
    refusal,
  });
}
