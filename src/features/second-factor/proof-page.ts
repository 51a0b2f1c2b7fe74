import type Router from '@koa/router';
import type { Context } from 'koa';
import { factorWays } from '../../account/factor-ways.ts';
import { credentialsOf } from '../../account/prove-factor.ts';
import type { FactorShown } from '../../account/prove-held.ts';
import { assertActsNow, type Here } from '../../account/who-is-in.ts';
import type { Secret } from '../../domain/key.ts';
import { isFactor } from '../../domain/second-factor.ts';
import { readAll } from '../../http/form.ts';
import { factorFields, readFactor } from '../../http/forms/factor-shown.ts';
import { keyLocals } from '../../http/forms/key-locals.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { addForm, addPage, showTab } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';
import { SECURITY } from './addresses.ts';
import { newKeyFaults, newKeyReaders } from './new-key.ts';

/** A page that acts on a factor once it is proved; `act` gives the address of what follows. */
interface ProofPage {
  readonly path: string;
  readonly view: string;
  titleIn(texts: Catalogue): string;
  /** The factor that the address means, of those that the user has. */
  factorIn(ctx: Context, factors: readonly Credential[]): Credential | undefined;
  /** Whether a new key is chosen with it. */
  asksKey?(here: Here, all: readonly Credential[], factor: Credential): boolean;
  act(ctx: Context, here: Here, factor: Credential, shown: ProofShown): Promise<string>;
}

/** What proves the factor, and the key where the page asks for one. */
export interface ProofShown {
  readonly codigo: FactorShown;
  readonly clave?: Secret | undefined;
}

/** What the page is about. */
interface Asked {
  readonly factor: Credential;
  /** Whether it is the last one. */
  readonly last: boolean;
  readonly asksKey: boolean;
}

const fields = { ...factorFields, fieldOf: { ...factorFields.fieldOf, ...newKeyFaults } } as const;

/** Adds the page and its form; a user without the factor goes back to Seguridad. */
export function addProofPage(router: Router, cuenta: Cuenta, page: ProofPage): void {
  const { deps } = cuenta;
  const askedOf = async (ctx: Context, here: Here): Promise<Asked | undefined> => {
    const factors = (await credentialsOf(deps, holderOf(here))).filter(isFactor);
    const factor = page.factorIn(ctx, factors);
    return factor && { factor, last: factors.length === 1, asksKey: page.asksKey?.(here, factors, factor) ?? false };
  };

  addPage(router, cuenta, page.path, async (ctx, here) => {
    const asked = await askedOf(ctx, here);
    if (!asked) return seeOther(ctx, SECURITY);
    await showProof(cuenta, ctx, here, page, asked, {});
  });

  addForm(router, cuenta, page.path, async (ctx, here, form) => {
    const asked = await askedOf(ctx, here);
    if (!asked) return seeOther(ctx, SECURITY);
    const again = async (wrong: Wrong) =>
      showProof(cuenta, ctx, here, page, (await askedOf(ctx, here)) ?? asked, wrong);
    await showAgain(ctx, fields, again, async () => {
      const shown = readAll({
        codigo: () => readFactor(form, here.session.id),
        ...newKeyReaders(deps, form, asked.asksKey),
      });
      await assertActsNow(deps, here, visitorOf(ctx));
      seeOther(ctx, await page.act(ctx, here, asked.factor, shown));
    });
  });
}

/** A code is spent or over when it comes back, so the field is empty. */
async function showProof(
  cuenta: Cuenta,
  ctx: Context,
  here: Here,
  page: ProofPage,
  { factor: { label, kind }, last, asksKey }: Asked,
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
    kind,
    last,
    ways,
    asksKey,
    ...keyLocals(cuenta.deps.policy),
    values: {},
    errors: wrong.errors ?? [],
    faults: wrong.faults ?? {},
    refusal: wrong.refusal,
  });
}
