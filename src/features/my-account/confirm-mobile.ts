import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { mobileToConfirm } from '../../domain/contacts.ts';
import type { Form } from '../../http/form.ts';
import { mobileFields, mobileLocals, takeMobileForm } from '../../http/forms/confirm-mobile.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';

const HOME = '/cuenta/datos';
const PATH = '/datos/celular';

/** Whether the user may confirm the mobile on file: it is unconfirmed, and of a company their own. */
export function hasMobileToConfirm({ account, actor }: Pick<Here, 'account' | 'actor'>): boolean {
  const own = account.personal.company?.representative.run === actor?.run;
  return mobileToConfirm(account) !== undefined && own;
}

/** Confirmar celular: a code is sent to the mobile on file, and typed. */
export function confirmMobileRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;

  const showMobile = async (ctx: Context, here: Here, wrong: Partial<Wrong>, form?: Form): Promise<void> =>
    showTab(cuenta, ctx, here, {
      tab: 'my-data',
      view: 'confirm-mobile',
      title: textsOf(ctx).pages.myAccount.titles.confirmMobile,
      ...(await mobileLocals(deps, ctx, here.account, wrong, form)),
    });

  addPage(router, cuenta, PATH, async (ctx, here) => {
    if (!hasMobileToConfirm(here)) return seeOther(ctx, HOME);
    await showMobile(ctx, here, {});
  });

  addForm(router, cuenta, PATH, async (ctx, here, form) => {
    if (!hasMobileToConfirm(here)) return seeOther(ctx, HOME);
    const again = (wrong: Wrong) => showMobile(ctx, here, wrong, form);
    await showAgain(ctx, mobileFields, again, async () => {
      const confirmed = await takeMobileForm(deps, ctx, here.account, form);
      seeOther(ctx, confirmed ? donePath(HOME, 'celular') : `/cuenta${PATH}`);
    });
  });
}
