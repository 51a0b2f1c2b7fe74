import { fullName } from '../../domain/account.ts';
import { maskIdentifier } from '../../domain/masked-identifier.ts';
import { textsOf } from '../../http/page.ts';
import type { DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Deps } from '../../ports/deps.ts';
import type { DeniedCalls } from '../../ports/desk-calls.ts';

const DAYS = 30;
const SHOWN = 50;

/** Calls that the holder of a contact did not recognise: each is an alarm, which reviewers and auditors read. */
export const deniedCallsPage: DeskPage = {
  path: '/mesa/llamadas',
  roles: ['revisor', 'auditor'],
  tab: 'calls',
  async show(deps, ctx, here) {
    const texts = textsOf(ctx);
    const since = new Date(deps.now().getTime() - DAYS * 24 * 3_600_000);
    const { calls, more } = await deps.deskCalls.denied(since, SHOWN);
    const rows = await Promise.all(calls.map((call) => rowOf(deps, call)));
    showDesk(deps, ctx, here, {
      view: 'caller/denied',
      title: texts.pages.caller.titles.denied,
      tab: 'calls',
      days: DAYS,
      more,
      calls: rows.map(({ at, ...row }) => ({ ...row, moment: momentOf(texts, at, deps.now()) })),
    });
  },
};

async function rowOf(
  { staff, accounts }: Deps,
  { memberId, accountId, office, contact, masked, state, sentAt, endedAt }: DeniedCalls['calls'][number],
) {
  const [member, account] = await Promise.all([staff.find(memberId), accounts.find(accountId)]);
  return {
    at: endedAt ?? sentAt,
    agent: member && fullName(member.name),
    office,
    of: account && maskIdentifier(account.identifier),
    contact,
    masked,
    state,
  };
}
