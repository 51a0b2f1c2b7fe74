import type Router from '@koa/router';
import { updateData } from '../../account/update-data.ts';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import { parsePhone } from '../../domain/phone.ts';
import { readAll, text } from '../../http/form.ts';
import { addressFields, addressReaders, companyAddressReaders, toAddress } from '../../http/forms/address-fields.ts';
import { placeLocals } from '../../http/forms/comunas-file.ts';
import { visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addFormPage } from '../../http/signed-in/form-page.ts';

const fields = [...addressFields, 'telefono_particular', 'telefono_trabajo'];

/** Cambiar domicilio y teléfonos fijos: at once, and without the key, because nothing is sent there. */
export function changeAddressRoutes(router: Router, cuenta: Cuenta): void {
  addFormPage(router, cuenta, {
    path: '/datos/domicilio',
    tab: 'my-data',
    view: 'change-address',
    titleIn: ({ pages }) => pages.myAccount.titles.changeAddress,
    fieldOf: {},
    first: 'calle',
    kept: fields,
    done: donePath('/cuenta/datos', 'domicilio'),
    values: onFile,
    locals: ({ account }) => ({ ...placeLocals, company: account.profile === 'juridica' }),
    async act(ctx, here, form) {
      const read = readAll({
        ...(here.account.profile === 'juridica' ? companyAddressReaders(form) : addressReaders(form)),
        telefono_particular: () => parsePhone(text(form, 'telefono_particular')),
        telefono_trabajo: () => parsePhone(text(form, 'telefono_trabajo')),
      });
      const phones = { home: read.telefono_particular, work: read.telefono_trabajo };
      const changes = { address: toAddress(read), phones };
      await assertActsNow(cuenta.deps, here, visitorOf(ctx));
      const representative = here.actor?.run;
      await updateData(cuenta.deps, here.account, { changes, representative }, visitorOf(ctx));
    },
  });
}

function onFile({ account }: Here): Record<string, string> {
  const { address, homePhone = '', workPhone = '' } = account.personal;
  const { street, number, block = '', flat = '', comuna } = address;
  const phones = { telefono_particular: homePhone.slice(3), telefono_trabajo: workPhone.slice(3) };
  return { calle: street, numero: number, block, departamento: flat, comuna, ...phones };
}
