import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { type Form, text } from '../form.ts';
import { redrawOf } from '../forms/redraw.ts';
import { showAgain, type Wrong } from '../forms/show-again.ts';
import { seeOther, textsOf } from '../page.ts';
import type { Cuenta } from './cuenta.ts';
import { addForm, addPage, type Folder, showTab, type Tab } from './frame.ts';
import { waysAgain } from './proof-again.ts';

type Values = Readonly<Record<string, string>>;
type Locals = Record<string, unknown>;

/** A page of Mi cuenta with one form: what it shows, what it does, and where it leads. */
interface FormPage {
  readonly path: string;
  readonly tab: Tab;
  /** Where its view is, if not with those of Mi cuenta. */
  readonly folder?: Folder;
  readonly view: string;
  /** Title of the page, in the language of the request. */
  titleIn(texts: Catalogue): string;
  /** The field of refusals from the use cases, and the first field of the page. */
  readonly fieldOf: Readonly<Record<string, string>>;
  readonly first: string;
  /** Fields that come back after an error; keys never do. */
  readonly kept: readonly string[];
  /** Address of the result. */
  readonly done: string;
  /** Address to which a user is sent who has nothing to do here, and whose form does nothing. */
  instead?(here: Here): string | undefined | Promise<string | undefined>;
  /** Whether key and factor are asked again; the view then shows the field of the factor to who has one. */
  readonly provesAgain?: true;
  /** The initial values of the fields. */
  values?(here: Here): Values;
  /** What the view needs besides. */
  locals?(here: Here, texts: Catalogue): Locals | Promise<Locals>;
  /** Gives the address of another result, if it has one. */
  act(ctx: Context, here: Here, form: Form): Promise<unknown>;
}

/** Shows the form and accepts it; the same page shows what is wrong, with what was typed. */
export function addFormPage(router: Router, cuenta: Cuenta, page: FormPage): void {
  const { path, tab, folder, view, kept, done } = page;
  const showForm = async (ctx: Context, here: Here, values: Values, wrong: Partial<Wrong>): Promise<void> =>
    showTab(cuenta, ctx, here, {
      tab,
      ...(folder ? { folder } : {}),
      view,
      title: page.titleIn(textsOf(ctx)),
      values,
      errors: wrong.errors ?? [],
      faults: wrong.faults ?? {},
      refusal: wrong.refusal,
      focus: wrong.focus,
      ways: page.provesAgain && (await waysAgain(cuenta.deps, here)),
      ...(await page.locals?.(here, textsOf(ctx))),
    });

  addPage(router, cuenta, path, async (ctx, here) => {
    const elsewhere = await page.instead?.(here);
    if (elsewhere) return seeOther(ctx, elsewhere);
    await showForm(ctx, here, page.values?.(here) ?? {}, {});
  });

  addForm(router, cuenta, path, async (ctx, here, form) => {
    const elsewhere = await page.instead?.(here);
    if (elsewhere) return seeOther(ctx, elsewhere);
    const values = Object.fromEntries(kept.map((name) => [name, text(form, name)]));
    const again = (wrong: Partial<Wrong>) => showForm(ctx, here, values, wrong);
    const redraw = redrawOf(ctx, form);
    if (redraw) return again(redraw);
    await showAgain(ctx, page, again, async () => {
      const other = await page.act(ctx, here, form);
      seeOther(ctx, typeof other === 'string' ? other : done);
    });
  });
}
