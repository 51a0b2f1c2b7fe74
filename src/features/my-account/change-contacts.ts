import type Router from '@koa/router';
import { assertContactsMayChange, changesAtOnce, updateData } from '../../account/update-data.ts';
import type { Here } from '../../account/who-is-in.ts';
import { mobileOf } from '../../domain/data-update.ts';
import { parseEmailBesides } from '../../domain/email.ts';
import { parseMobile } from '../../domain/phone.ts';
import { readAll, text } from '../../http/form.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';
import { asksFactor, proofFaults, proofReaders, proveAgain } from '../../http/signed-in/proof-again.ts';

/**
 * Cambiar correo y celular: with the key, and the factor of who has one, and after the waiting period; the contacts on
 * file are notified (floor 5).
 */
export function changeContactsRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: '/datos/contacto',
    tab: 'my-data',
    view: 'change-contacts',
    titleIn: ({ pages }) => pages.myAccount.titles.changeContacts,
    fieldOf: proofFaults,
    provesAgain: true,
    first: 'email',
    kept: ['email', 'celular', 'sin_celular'],
    done: donePath('/cuenta/datos', 'contacto'),
    values: onFile,
    locals: async ({ account, actor }) => ({
      holdHours: deps.pendingChangeHours,
      company: account.profile === 'juridica',
      atOnce: await changesAtOnce(deps, { account, actor: actor?.subject }),
    }),
    async act(ctx, here, form) {
      const { email, celular, ...typed } = readAll({
        email: () => parseEmailBesides(text(form, 'email'), here.account.personal.email),
        celular: () => (mayLack(here, text(form, 'sin_celular')) ? undefined : parseMobile(text(form, 'celular'))),
        ...proofReaders(form, here, await asksFactor(deps, here)),
      });
      const changes = { contacts: { email, mobile: celular } };
      await assertContactsMayChange(deps, here.account, changes);
      const proved = await proveAgain(deps, ctx, here, typed);
      const asked = { changes, proved, representative: here.actor?.run };
      const { atOnce } = await updateData(deps, proved.account, asked, visitorOf(ctx));
      return atOnce ? donePath('/cuenta/datos', 'contacto-hecho') : undefined;
    },
  });
}

/** A person may have no mobile; a representative of a company must have one. */
const mayLack = ({ account }: Here, ticked: string): boolean => account.profile !== 'juridica' && ticked !== '';

function onFile({ account }: Here): Record<string, string> {
  const mobile = mobileOf(account);
  return { email: account.personal.email, celular: mobile?.slice(4) ?? '', sin_celular: mobile ? '' : '1' };
}
