import type { Account } from '../../domain/account.ts';
import { isReserved } from '../../domain/reservation.ts';
import { text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import { packAccount } from '../../http/staff/account-ticket.ts';
import type { DeskHere, DeskPage } from '../../http/staff/desk-page.ts';
import { showDesk } from '../../http/staff/show-desk.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import { maskedHit } from './masked.ts';
import { packTicket, ticketIn } from './tickets.ts';
import { isActing, readingRoles } from './use-cases/agent.ts';
import { searchDesk } from './use-cases/search.ts';

const FIELD = 'busqueda';

/** Refusals of what was typed, at the search box. */
const fieldOf = {
  'search-unreadable': FIELD,
  'email-invalid': FIELD,
  'email-letters': FIELD,
  'email-invisible': FIELD,
} as const;

/** Buscar: one box. What was typed is never in an address. */
export const searchPage: DeskPage = {
  path: '/mesa',
  roles: [...readingRoles],
  tab: 'search',
  async show(deps, ctx, here) {
    showDesk(deps, ctx, here, { ...page(textsOf(ctx).desk.titles.search), values: { [FIELD]: '' } });
  },
  async act(deps, ctx, here, form) {
    const typed = text(form, FIELD);
    const again = async ({ errors, faults, refusal }: Wrong) =>
      showDesk(deps, ctx, here, {
        ...page(textsOf(ctx).desk.titles.search),
        errors,
        faults,
        refusal,
        values: { [FIELD]: typed },
      });
    await showAgain(ctx, { fieldOf, first: FIELD }, again, async () => {
      const { by, accounts } = await searchDesk(deps, here.member, typed, here.visitor);
      const ids = accounts.map(({ id }) => id);
      seeOther(ctx, `/mesa/busqueda/${packTicket(deps, here, 'found', { by, ids })}`);
    });
  },
};

const page = (title: string) => ({ view: 'desk/search', tab: 'search', title, errors: [], faults: {} }) as const;

/** The result: a masked line for each account, and the way to its sheet. */
export const foundPage: DeskPage = {
  path: '/mesa/busqueda/:ticket',
  roles: [...readingRoles],
  async show(deps, ctx, here) {
    const found = ticketIn(deps, ctx, here, 'found');
    if (!found) return seeOther(ctx, '/mesa');
    const texts = textsOf(ctx);
    const hits: FoundHit[] = [];
    for (const id of found.ids) {
      const account = await deps.accounts.find(id);
      if (account) hits.push(await hitOf(deps, texts, here, account));
    }
    const by = texts.desk.searchedBy[found.by];
    showDesk(deps, ctx, here, { view: 'desk/found', tab: 'search', title: texts.desk.titles.found, hits, by });
  },
};

/** A line of the result: of a marked account nothing but that it is. */
type FoundHit = Partial<ReturnType<typeof maskedHit>> & {
  readonly href?: string;
  readonly emergency?: string;
  readonly call?: string | undefined;
};

/** Every way on names the account by one ticket; a marked account has a revisor's way in an emergency alone. */
async function hitOf(deps: Deps, texts: Catalogue, here: DeskHere, account: Account): Promise<FoundHit> {
  const ticket = packAccount(deps, here, account.id);
  if (isReserved(await deps.reservedAccounts.find(account.id)))
    return here.member.roles.includes('revisor') ? { emergency: `/mesa/emergencia/${ticket}` } : {};
  const call = isActing(here.member) ? `/mesa/llamada/${ticket}` : undefined;
  return { ...maskedHit(texts, account), href: `/mesa/abrir/${ticket}`, call };
}
