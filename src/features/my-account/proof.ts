import type Router from '@koa/router';
import { proveIdentity } from '../../account/prove-identity.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { principalId } from '../../domain/principal-id.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { readAll, text } from '../../http/form.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { identityOf } from './my-data.ts';

const HOME = '/cuenta';

/** Comprobar identidad: the number of the card in force raises to `documento` what was only declared. */
export function proofRoutes(router: Router, cuenta: Cuenta): void {
  addFormPage(router, cuenta, {
    path: '/datos/identidad',
    tab: 'overview',
    view: 'proof',
    titleIn: ({ pages }) => pages.myAccount.titles.proof,
    done: donePath(HOME, 'identidad'),
    fieldOf: { 'cedula-mismatch': 'serie' },
    first: 'serie',
    kept: ['serie'],
    instead(here) {
      const { proved, atDesk } = identityOf(here);
      return proved || atDesk ? HOME : undefined;
    },
    async act(ctx, { account, actor }, form) {
      const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
      const shown = { serial: serie, device: deviceOfBrowser(cuenta.deps, ctx) };
      const visitor = cardVisitorOf(cuenta.deps, ctx, form);
      await proveIdentity(cuenta.deps, principalId(account.id, actor?.subject), shown, visitor);
    },
  });
}
