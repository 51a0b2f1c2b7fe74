import type Router from '@koa/router';
import { assertActsNow } from '../../account/who-is-in.ts';
import { type Account, formatIdentifier, fullName, rutOf } from '../../domain/account.ts';
import { isInForce, RENEWAL_DAYS, renewableFrom } from '../../domain/mandate.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Mandate } from '../../ports/mandates.ts';
import { renewMandate, revokeMandate } from './use-cases/change-mandate.ts';

const PATH = '/facilitadores';

/** Facilitadores: whom a company lets in and until when, with the way to end or renew each. */
export function facilitadorRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: PATH,
    tab: 'facilitadores',
    view: 'facilitadores',
    titleIn: ({ pages }) => pages.myAccount.titles.facilitadores,
    fieldOf: {
      ...proofFaults,
      'mandate-gone': 'invitacion',
      'mandate-early': 'invitacion',
      'mandate-unchosen': 'invitacion',
    },
    provesAgain: true,
    first: 'actual',
    kept: ['invitacion'],
    done: donePath(`/cuenta${PATH}`, 'facilitador-fin'),
    instead: ({ account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
    locals: async ({ account }, texts) => ({
      days: RENEWAL_DAYS,
      facilitadores: account.profile === 'juridica' ? await rowsOf(deps, texts, account) : [],
    }),
    async act(ctx, here, form) {
      const id = text(form, 'invitacion');
      if (id === '') throw new Refusal('mandate-unchosen');
      const typed = readAll(proofReaders(form, here, await asksFactor(deps, here)));
      await assertActsNow(deps, here, visitorOf(ctx));
      const proved = await proveAgain(deps, ctx, here, typed);
      if (text(form, 'accion') !== 'renovar') return revokeMandate(deps, proved, id, visitorOf(ctx));
      await renewMandate(deps, proved, id, visitorOf(ctx));
      return donePath(`/cuenta${PATH}`, 'facilitador-renovado');
    },
  });
}

async function rowsOf(deps: Deps, texts: Catalogue, company: Account) {
  const rows = [];
  for (const one of await deps.mandates.ofOrganisation(rutOf(company))) {
    const person = await deps.accounts.find(one.accountId);
    // Who closed the account signs in nowhere: the company is not told that they can.
    if (isInForce(one, deps.now()) && person?.state !== 'cerrada') rows.push(rowOf(deps, texts, one, person));
  }
  return rows;
}

/** One facilitador: the name that the company gave and two people reviewed, the NIE, and until when. */
function rowOf({ now }: Pick<Deps, 'now'>, { formats }: Catalogue, mandate: Mandate, person: Account | undefined) {
  const name = person?.personal.name;
  return {
    id: mandate.id,
    name: name ? fullName(name) : undefined,
    nie: person ? formatIdentifier(person.identifier) : undefined,
    folio: mandate.source,
    until: formats.longDay(mandate.until),
    renewable: now() >= renewableFrom(mandate),
    renewableFrom: formats.longDay(renewableFrom(mandate)),
  };
}
