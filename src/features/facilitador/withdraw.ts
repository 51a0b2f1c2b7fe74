import type Router from '@koa/router';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import { fullName } from '../../domain/account.ts';
import { Refusal } from '../../domain/refusal.ts';
import { readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { REQUESTS } from './show-requests.ts';
import { withdrawRequest } from './use-cases/withdraw-request.ts';

/** Requests that the page offers, the newest ones: a company makes ten a day. */
const MOST = 100;

/** «Retirar una solicitud»: those that are not decided; key and factor again. */
export function withdrawRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: '/facilitadores/solicitudes/retirar',
    tab: 'facilitadores',
    folder: 'facilitador',
    view: 'withdraw',
    titleIn: ({ pages }) => pages.myAccount.titles.withdrawFacilitador,
    fieldOf: { ...proofFaults, 'facilitador-changed': 'solicitud', 'mandate-unchosen': 'solicitud' },
    provesAgain: true,
    first: 'actual',
    kept: ['solicitud'],
    done: donePath(REQUESTS, 'facilitador-retirada'),
    instead: ({ account }) => (account.profile === 'juridica' ? undefined : '/cuenta'),
    locals: async (here, texts) => ({ requests: await openRequests(cuenta, here, texts) }),
    async act(ctx, here, form) {
      const folio = text(form, 'solicitud');
      if (folio === '') throw new Refusal('mandate-unchosen');
      const typed = readAll(proofReaders(form, here, await asksFactor(deps, here)));
      await assertActsNow(deps, here, visitorOf(ctx));
      await withdrawRequest(deps, await proveAgain(deps, ctx, here, typed), folio);
    },
  });
}

async function openRequests({ deps }: Cuenta, { account }: Here, { pages }: Catalogue) {
  const found = account.profile === 'juridica' ? await deps.facilitadorRequests.undecidedOf(account.id, MOST) : [];
  return found.map(({ folio, data, state }) => ({
    folio,
    name: fullName(data.name),
    state: pages.facilitador.states[state],
  }));
}
