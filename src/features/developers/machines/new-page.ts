import type Router from '@koa/router';
import type { Context } from 'koa';
import { organisationsOf } from '../../../account/memberships.ts';
import type { Here } from '../../../account/who-is-in.ts';
import type { OrganisationApi } from '../../../domain/machine.ts';
import { type Form, text } from '../../../http/form.ts';
import { showAgain } from '../../../http/forms/show-again.ts';
import { seeOther, textsOf, visitorOf } from '../../../http/page.ts';
import { addForm, addPage } from '../../../http/signed-in/frame.ts';
import type { Catalogue } from '../../../locales/locale.ts';
import type { Organisation } from '../../../ports/mandates.ts';
import type { Portal } from '../portal.ts';
import { createMachine } from './decide-machine.ts';
import { type Faults, offeredScopes, readMachine } from './machine-forms.ts';
import { MACHINES, machinePath, showMachines, wordsOfFaults } from './machine-portal.ts';
import { administeredBy } from './own-machine.ts';

const PATH = '/maquinas/nueva';

interface Shown {
  readonly own: readonly Organisation[];
  readonly apis: readonly OrganisationApi[];
  readonly values: Readonly<Record<string, string>>;
}

/** The locals of the form of a new machine. */
export const newMachineLocals = (texts: Catalogue, { own, apis, values }: Shown, faults: Faults = {}) => ({
  title: texts.pages.developers.machines.titles.create,
  back: MACHINES,
  organisations: own.map(({ rut, razonSocial: name }) => ({ rut, name })),
  apis: offeredScopes(apis),
  values,
  ...wordsOfFaults(texts, faults),
});

/** Creates a machine for an organisation that the reader administers. */
export function newRoutes(router: Router, portal: Portal): void {
  const { deps, machines } = portal;
  const show = (ctx: Context, here: Here, shown: Omit<Shown, 'apis'>, faults: Faults = {}, more: object = {}) => {
    const locals = newMachineLocals(textsOf(ctx), { ...shown, apis: machines.apis }, faults);
    showMachines(portal, ctx, here, { view: 'new', ...locals, ...more });
  };
  addPage(router, portal, PATH, async (ctx, here) => {
    const own = await administeredBy(deps, here);
    const only = own.length === 1 ? own[0]?.rut : undefined;
    const values = { organizacion: String(ctx.query.organizacion ?? only ?? '') };
    const waitsFactor = own.length === 0 && (await organisationsOf(deps, here)).some((one) => one.waitsFactor);
    show(ctx, here, { own, values }, {}, { waitsFactor });
  });
  addForm(router, portal, PATH, async (ctx, here, form) => {
    const own = await administeredBy(deps, here);
    const organisation = own.find(({ rut }) => rut === text(form, 'organizacion'));
    const { name, apis, faults } = readMachine(form, machines.apis);
    const all: Faults = { ...(organisation ? {} : { organizacion: 'organisation' }), ...faults };
    const shown = { own, values: valuesOf(form) };
    if (!organisation || Object.keys(all).length > 0) {
      ctx.status = 422;
      return show(ctx, here, shown, all);
    }
    await showAgain(
      ctx,
      { fieldOf: {}, first: 'nombre' },
      async ({ errors, refusal }) => show(ctx, here, shown, {}, { errors, refusal }),
      async () => {
        const { id } = await createMachine(deps, { here, visitor: visitorOf(ctx) }, { organisation, name, apis });
        seeOther(ctx, `${machinePath(id)}?listo=creada`);
      },
    );
  });
}

const valuesOf = (form: Form): Readonly<Record<string, string>> =>
  Object.fromEntries([...form].filter(([name]) => /^(nombre|organizacion|permiso_\d+)$/.test(name)));
