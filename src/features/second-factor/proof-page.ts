import type Router from '@koa/router';
import type { Context } from 'koa';
import { factorWays } from '../../account/factor-ways.ts';
import { credentialsOf } from '../../account/prove-factor.ts';
import type { FactorShown } from '../../account/prove-held.ts';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import { isFactor } from '../../domain/second-factor.ts';
import { readAll } from '../../http/form.ts';
import { factorFields, readFactor } from '../../http/forms/factor-shown.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';
import { SECURITY } from './addresses.ts';
import { holderOf } from './holder.ts';

/** A page that acts on a factor once it is proved; `act` gives the address of what follows. */
interface ProofPage {
  readonly path: string;
  readonly view: string;
  titleIn(texts: Catalogue): string;
  /** The factor that the address means, of those that the user has. */
  factorIn(ctx: Context, factors: readonly Credential[]): Credential | undefined;
  act(ctx: Context, here: Here, factor: Credential, shown: FactorShown): Promise<string>;
}

/** Adds the page and its form; a user without the factor goes back to Seguridad. */
export function addProofPage(router: Router, cuenta: Cuenta, page: ProofPage): void {
  const { deps } = cuenta;
  const factorOf = async (ctx: Context, here: Here) =>
    page.factorIn(ctx, (await credentialsOf(deps, holderOf(here))).filter(isFactor));

  addPage(router, cuenta, page.path, async (ctx, here) => {
    const factor = await factorOf(ctx, here);
    if (!factor) return seeOther(ctx, SECURITY);
    await showProof(cuenta, ctx, here, page, factor, {});
  });

  addForm(router, cuenta, page.path, async (ctx, here, form) => {
    const factor = await factorOf(ctx, here);
    if (!factor) return seeOther(ctx, SECURITY);
    const again = (wrong: Wrong) => showProof(cuenta, ctx, here, page, factor, wrong);
    await showAgain(ctx, factorFields, again, async () => {
      const { codigo } = readAll({ codigo: () => readFactor(form, here.session.id) });
      await assertActsNow(deps, here, visitorOf(ctx));
      seeOther(ctx, await page.act(ctx, here, factor, codigo));
    });
  });
}

/** A code is spent or over when it comes back, so the field is empty. */
async function showProof(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  page: ProofPage,
  { label, kind }: Credential,
  wrong: Partial<Wrong>,
): Promise<void> {
  const ways = await factorWays(cuenta.deps, holderOf(here), here.session.id);
  showTab(cuenta, ctx, here, {
    tab: 'security',
    folder: 'second-factor',
    view: page.view,
    title: page.titleIn(textsOf(ctx)),
    formAction: ctx.path + ctx.search,
    factor: label || textsOf(ctx).pages.secondFactor.kinds[kind as 'totp'],
    ways,
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
