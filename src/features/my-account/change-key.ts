import type Router from '@koa/router';
import { changeOwnKey } from '../../account/change-key.ts';
import { mayChooseShort } from '../../account/key-length.ts';
import { assertRepeated, chooseKey, readKey } from '../../domain/key.ts';
import { readAll, text } from '../../http/form.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { renewDevice } from '../../http/known-device.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { currentKeyFaults, proveCurrentKey } from '../../http/signed-in/current-key.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';

/** Cambiar mi clave: by the current one; every other session ends, this one continues. */
export function changeKeyRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  addFormPage(router, cuenta, {
    path: '/seguridad/clave',
    tab: 'security',
    view: 'change-key',
    titleIn: ({ pages }) => pages.myAccount.titles.changeKey,
    first: 'actual',
    kept: [],
    done: donePath('/cuenta/seguridad', 'clave'),
    fieldOf: { ...currentKeyFaults, 'key-same': 'clave', 'key-guessable': 'clave', 'key-length': 'clave' },
    locals: async ({ account }) => keyLocals(deps.policy, await mayChooseShort(deps, account)),
    async act(ctx, here, form) {
      const short = await mayChooseShort(deps, here.account);
      const { actual, clave } = readAll({
        actual: () => readKey(text(form, 'actual')),
        clave: () => chooseKey(text(form, 'clave'), deps.policy, [], short),
        clave2: () => assertRepeated(text(form, 'clave'), text(form, 'clave2')),
      });
      const { id, keyHash } = await proveCurrentKey(deps, ctx, here, actual);
      const stays = { except: here.session.sessionUid, actor: here.actor?.subject };
      const change = { accountId: id, proved: keyHash, chosen: clave, ...stays };
      await changeOwnKey(deps, change, visitorOf(ctx));
      await renewDevice(deps, ctx, here.account);
    },
  });
}
