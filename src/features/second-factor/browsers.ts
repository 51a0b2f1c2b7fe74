import type Router from '@koa/router';
import { text } from '../../http/form.ts';
import { seeOther, visitorOf } from '../../http/page.ts';
import type { Cuenta } from '../../http/signed-in/cuenta.ts';
import { donePath } from '../../http/signed-in/done-words.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import { holderOf } from '../../http/signed-in/holder.ts';
import { momentOf } from '../../http/words/moments.ts';
import type { Catalogue } from '../../locales/locale.ts';
import type { Credential } from '../../ports/credentials.ts';
import { paths, SECURITY } from './addresses.ts';
import { forgetBrowsers } from './use-cases/forget-browsers.ts';

type Shown = Pick<Credential, 'id' | 'kind' | 'label' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>;

/** What Seguridad shows of the browsers in which the factor is not asked; `current` is the id of this one. */
export function browsersShown(texts: Catalogue, all: readonly Shown[], current: string | undefined, now: Date) {
  const browsers = all.filter(({ kind }) => kind === 'device');
  return {
    browsers: browsers.map(({ id, label, createdAt, lastUsedAt, expiresAt }) => ({
      id,
      name: label || texts.pages.myAccount.unknownDevice,
      current: id === current,
      since: momentOf(texts, createdAt, now),
      last: lastUsedAt && momentOf(texts, lastUsedAt, now),
      until: expiresAt && texts.formats.longDay(expiresAt),
    })),
  };
}

/** Quitar, and Quitar todos: the form of that list. It takes no proof, since it opens nothing. */
export function browserRoutes(router: Router, cuenta: Cuenta): void {
  // A user who signs in again in between comes back to the address of the form.
  addPage(router, cuenta, paths.browsers, async (ctx) => seeOther(ctx, SECURITY));

  addForm(router, cuenta, paths.browsers, async (ctx, here, form) => {
    const all = text(form, 'accion') === 'todos';
    await forgetBrowsers(cuenta.deps, holderOf(here), all ? 'all' : { id: text(form, 'equipo') }, visitorOf(ctx));
    seeOther(ctx, donePath(SECURITY, all ? 'equipos' : 'equipo'));
  });
}
