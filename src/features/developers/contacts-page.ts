import type Router from '@koa/router';
import type { Context } from 'koa';
import type { Here } from '../../account/who-is-in.ts';
import { roleMay } from '../../domain/portal-client.ts';
import { Refusal } from '../../domain/refusal.ts';
import { type Form, text } from '../../http/form.ts';
import { showAgain, type Wrong } from '../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../http/page.ts';
import { addForm, addPage } from '../../http/signed-in/frame.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { contactValues, type FormFault, readContacts } from './client-form.ts';
import { mistakesAt } from './client-page.ts';
import { orGone } from './gone.ts';
import { type Portal, sheetPath, showPortal } from './portal.ts';
import { changeContacts } from './use-cases/change-contacts.ts';
import { type OwnClient, ownClient } from './use-cases/own-client.ts';

const PATH = '/plataformas/:id/contactos';

interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly faults?: readonly FormFault[];
  /** Why it was refused as a whole. */
  readonly wrong?: Wrong;
}

/** The contacts of a reviewed client, which change at once. */
export function contactsRoutes(router: Router, portal: Portal): void {
  const find = (ctx: Context, here: Here) => ownClient(portal.deps, here, String(ctx.params.id), 'contacts');
  addPage(router, portal, PATH, (ctx, here) =>
    orGone(portal, ctx, here, async () => {
      const own = await find(ctx, here);
      show(portal, ctx, here, own, { values: contactValues(own.client.data) });
    }),
  );
  addForm(router, portal, PATH, (ctx, here, form) =>
    orGone(portal, ctx, here, async () => {
      const own = await find(ctx, here);
      const { id, data } = own.client;
      const kept = roleMay('institution', own.role) ? undefined : data.institutionalContact;
      const { contacts, faults } = readContacts(form, kept);
      if (faults.length > 0) return show(portal, ctx, here, own, { values: typedIn(form), faults });
      const again = async (wrong: Wrong, fault: unknown) => {
        if (!(fault instanceof Refusal && fault.code === 'portal-contacts-often')) throw fault;
        show(portal, ctx, here, own, { values: typedIn(form), wrong });
      };
      await showAgain(ctx, { fieldOf: {}, first: 'tecnico_correo' }, again, async () => {
        const changed = await changeContacts(portal.deps, here, id, contacts, visitorOf(ctx));
        seeOther(ctx, `${sheetPath(id)}?listo=${changed ? 'contactos' : 'sin-cambios'}#contactos`);
      });
    }),
  );
}

const fields = ['tecnico', 'tecnico2', 'institucional'].flatMap((who) => [`${who}_nombre`, `${who}_correo`]);

const typedIn = (form: Form) => Object.fromEntries(fields.map((field) => [field, text(form, field)]));

/** The locals of the page; who does not administer reads the institutional contact. */
export const contactsPage = (texts: Catalogue, { client, role }: OwnClient, { values, faults = [], wrong }: Typed) => ({
  view: 'contacts',
  title: texts.pages.developers.portal.titles.contacts,
  name: client.data.name,
  back: sheetPath(client.id),
  institutional: roleMay('institution', role) ? undefined : client.data.institutionalContact,
  values,
  ...(wrong ?? mistakesAt(texts, faults)),
});

function show(portal: Portal, ctx: Context, here: Here, own: OwnClient, typed: Typed): void {
  if (typed.faults) ctx.status = 422;
  showPortal(portal, ctx, here, { waitsFactor: own.waitsFactor, ...contactsPage(textsOf(ctx), own, typed) });
}
