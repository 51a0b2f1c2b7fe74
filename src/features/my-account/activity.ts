import type Router from '@koa/router';
import type { Context } from 'koa';
import { type Month, monthBefore, monthOf, monthsBetween, parseMonth } from '../../domain/month.ts';
import { textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addPage, showTab } from '../../http/signed-in/frame.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { resultOf, wordsOfAct } from './act-words.ts';
import { namesOf } from './client-names.ts';
import { complaintAddress } from './complaint.ts';
import { type Activity, listActivity } from './use-cases/list-activity.ts';

const PATH = '/actividad';
const MOST_MONTHS = 24;
const MOST_PAGES = 200;

/** Actividad: what happened to the account, a month at a time, newest first. */
export function activityRoutes(router: Router, cuenta: Cuenta): void {
  addPage(router, cuenta, PATH, async (ctx, here) => {
    const { deps, own } = cuenta;
    const texts = textsOf(ctx);
    const now = deps.now();
    const months = monthsBetween(here.account.createdAt, now, MOST_MONTHS);
    const asked = askedOf(ctx, months, monthOf(now));
    const { entries, more } = await listActivity(deps, here.account.id, asked);
    const names = await namesOf(
      texts,
      own.clients,
      entries.map(({ clientId }) => clientId),
    );
    showTab(cuenta, ctx, here, {
      tab: 'activity',
      view: 'activity',
      title: texts.pages.myAccount.titles.activity,
      months: months.map((month) => ({ value: month, name: texts.formats.month(month), on: month === asked.month })),
      monthName: texts.formats.month(asked.month),
      entries: entries.map((entry) => lineOf(texts, entry, names.get(entry.clientId) ?? '', now)),
      earlier: earlierThan(asked, more, months),
    });
  });
}

interface Asked {
  readonly month: Month;
  readonly page: number;
}

function askedOf(ctx: Context, months: readonly Month[], today: Month): Asked {
  const month = parseMonth(String(ctx.query.mes ?? ''));
  const page = Number(/^\d{1,3}$/.exec(String(ctx.query.pagina ?? ''))?.[0] ?? 1);
  return { month: month && months.includes(month) ? month : today, page: Math.min(Math.max(page, 1), MOST_PAGES) };
}

/** The texts of one line. */
export function lineOf(texts: Catalogue, entry: Activity, client: string, now: Date) {
  const { actor, reason, suspicious } = entry;
  const refused = resultOf(entry) === 'rechazado';
  return {
    text: wordsOfAct(texts, entry, client),
    moment: momentOf(texts, entry.at, now),
    // The device of a member of staff is not the person's.
    device: entry.details.by === 'staff' ? undefined : entry.device,
    actor,
    reason,
    suspicious,
    refused,
    complain: visitOf(entry),
  };
}

/** Where the person complains of a visit of the staff. */
const visitOf = ({ details }: Activity): string | undefined =>
  details.by === 'staff' && typeof details.visit === 'string' ? complaintAddress(details.visit) : undefined;

/** Where «Ver actividad anterior» leads: the rest of the month, then the month before. */
function earlierThan({ month, page }: Asked, more: boolean, months: readonly Month[]): string | undefined {
  if (more) return `/cuenta${PATH}?${new URLSearchParams({ mes: month, pagina: String(page + 1) })}`;
  const before = monthBefore(month);
  return months.includes(before) ? `/cuenta${PATH}?${new URLSearchParams({ mes: before })}` : undefined;
}
