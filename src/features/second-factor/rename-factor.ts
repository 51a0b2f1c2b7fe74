import type Router from '@koa/router';
import type { Context } from 'koa';
import { credentialsOf } from '../../account/prove-factor.ts';
import type { Here } from '../../account/who-is-in.ts';
import { isFactor } from '../../domain/second-factor.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import type { Credential } from '../../ports/credentials.ts';
import { paths, SECURITY } from './addresses.ts';
import { readName } from './factor-name.ts';
import { renameFactor } from './use-cases/rename-factor.ts';

/** Cambiar el nombre of the factor that the address names (`cual`), or the first. */
export function renameFactorRoutes(router: Router, cuenta: Cuenta): void {
  const { deps } = cuenta;
  const factorOf = async ({ query }: Context, here: Here) => {
    const all = (await credentialsOf(deps, holderOf(here))).filter(isFactor);
    return query.cual === undefined ? all[0] : all.find(({ id }) => id === query.cual);
  };

  addPage(router, cuenta, paths.name, async (ctx, here) => {
    const factor = await factorOf(ctx, here);
    if (!factor) return seeOther(ctx, SECURITY);
    showName(cuenta, ctx, here, factor);
  });

  addForm(router, cuenta, paths.name, async (ctx, here, form) => {
    const factor = await factorOf(ctx, here);
    if (!factor) return seeOther(ctx, SECURITY);
    const again = async (wrong: Wrong) => showName(cuenta, ctx, here, factor, wrong, form);
    await showAgain(ctx, { fieldOf: {}, first: 'nombre' }, again, async () => {
      const { nombre } = readAll({ nombre: () => readName(text(form, 'nombre')) });
      await renameFactor(deps, holderOf(here), { id: factor.id, label: nombre }, visitorOf(ctx));
      seeOther(ctx, donePath(SECURITY, 'nombre'));
    });
  });
}

function showName(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  { label }: Credential,
  wrong: Partial<Wrong> = {},
  form?: Form,
): void {
  showTab(cuenta, ctx, here, {
    tab: 'security',
    folder: 'second-factor',
    view: 'name',
    title: textsOf(ctx).pages.secondFactor.titles.name,
    formAction: ctx.path + ctx.search,
    values: { nombre: form ? text(form, 'nombre') : label },
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
