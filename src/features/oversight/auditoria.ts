import { fullName } from '../../domain/account.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { type Asked, addressOf, askedIn, filterOf } from './asked.ts';
import { accountIn, actLine, alarmLine } from './lines.ts';
import { listedActs } from './listed-acts.ts';
import { listActs, namesIn, unseenAlarms } from './use-cases/list-acts.ts';

const PATH = '/mesa/auditoria';

/** Auditoría: alarms that wait, then what members of the staff did, by filters of the address. */
export const auditoriaPage: DeskPage = {
  path: PATH,
  roles: ['auditor'],
  tab: 'oversight',
  async show(deps, ctx, here) {
    const asked = askedIn(ctx);
    const alarms = await unseenAlarms(deps);
    const { acts, more } = await listActs(deps, filterOf(asked), asked.page);
    const names = await namesIn(deps, [...alarms.map(({ accountId }) => accountId), ...acts.map(accountIn)]);
    const texts = textsOf(ctx);
    const now = deps.now();
    showDesk(deps, ctx, here, {
      view: 'oversight/auditoria',
      tab: 'oversight',
      title: texts.oversight.titles.list,
      done: ctx.query.lista === 'vista' ? texts.oversight.marked : undefined,
      alarms: alarms.map((alarm) => alarmLine(texts, alarm, names, now)),
      acts: acts.map((act) => actLine(texts, act, names, now)),
      people: names.members.map(({ id, name }) => ({ value: id, text: fullName(name), on: id === asked.member })),
      kinds: listedActs.map((act) => ({ value: act, text: texts.oversight.acts[act], on: act === asked.act })),
      ...waysOf(asked, more),
    });
  },
};

/** The day of the filter, the file of the same list, and the rest of it. */
const waysOf = (asked: Asked, more: boolean) => ({
  day: asked.day,
  file: addressOf(`${PATH}/actos.csv`, asked),
  earlier: more ? addressOf(PATH, asked, asked.page + 1) : undefined,
});
