import Router from '@koa/router';
import { requireSerial } from '../../domain/cedula.ts';
import { readKey } from '../../domain/key.ts';
import { parseNie } from '../../domain/nie.ts';
import { parseRun } from '../../domain/rut.ts';
import { aboutTyped } from '../../http/about-account.ts';
import { deviceOfBrowser } from '../../http/browser.ts';
import { cardVisitorOf } from '../../http/card-visitor.ts';
import { formWithCaptcha } from '../../http/flows/captcha-form.ts';
import { type Form, readAll, text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { linkRun, type RunLink } from './use-cases/link-run.ts';

const PATH = '/ya-tengo-run';

/** Ya tengo RUN: a migrante's account becomes that of the new RUN, after the waiting period. */
export function linkRunRoutes(deps: Deps): Router {
  const router = new Router({ prefix: PATH });

  formWithCaptcha(router, deps, {
    path: PATH,
    name: 'link-run',
    view: 'identity/link-run/form',
    fieldOf: {
      'person-unknown': 'nie',
      'key-wrong': 'clave',
      'cedula-mismatch': 'serie',
      'run-has-account': 'rut',
    },
    first: 'nie',
    locals: (_, { pages }) => ({ title: pages.identity.titles.linkRun, holdHours: deps.pendingChangeHours }),
    read: readLink,
    valuesOf: (form) => ({
      nie: typedRut(text(form, 'nie')),
      rut: typedRut(text(form, 'rut')),
      serie: text(form, 'serie'),
    }),
    async act(ctx, asked, form) {
      const device = deviceOfBrowser(deps, ctx);
      const of = { profile: 'migrante', identifier: asked.nie } as const;
      const link = () => linkRun(deps, { ...asked, device }, cardVisitorOf(deps, ctx, form));
      const token = await aboutTyped(ctx, of, link);
      return `/solicitud/${token}?recibida`;
    },
  });

  return router;
}

function readLink(form: Form): Omit<RunLink, 'device'> {
  const { nie, clave, rut, serie } = readAll({
    nie: () => parseNie(text(form, 'nie')),
    clave: () => readKey(text(form, 'clave')),
    rut: askedOf('foreigner', () => parseRun(text(form, 'rut'))),
    serie: () => requireSerial(text(form, 'serie')),
  });
  return { nie, key: clave, run: rut, serial: serie };
}
