import type Router from '@koa/router';
import { parseNie } from '../../domain/nie.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Form, judgeAll, readAll, text } from '../../http/form.ts';
import { typedRut } from '../../http/forms/typed-rut.ts';
import type { Deps } from '../../ports/deps.ts';
import { personReaders, personValues, toPerson } from './register-natural-form.ts';
import { registrationRoutes } from './registration.ts';
import { examineMigrante, type MigranteRegistration, registerMigrante } from './use-cases/register-migrante.ts';

/** Registrar Migrante: the form of Persona Natural with a NIE and without a card. */
export function registerMigranteRoutes(deps: Deps): Router {
  return registrationRoutes(deps, {
    path: '/registro/migrante',
    name: 'register-migrante',
    view: 'registration/migrante/form',
    title: 'migrante',
    fieldOf: {
      'nie-not-found': 'nie',
      'already-registered': 'nie',
      'key-guessable': 'clave',
    },
    first: 'nie',
    read: readMigrante,
    readers: migranteReaders,
    valuesOf: (form) => ({ nie: typedRut(text(form, 'nie')), ...personValues(form) }),
    emails: ['email'],
    number: { profile: 'migrante', parse: parseNie },
    register: registerMigrante,
    examine: (form, by) => examineMigrante(deps, { nie: judgeAll(migranteReaders(form, deps.policy)).read.nie }, by),
  });
}

function readMigrante(form: Form, policy: Policy): MigranteRegistration {
  const read = readAll(migranteReaders(form, policy));
  return { nie: read.nie, ...toPerson(read) };
}

const migranteReaders = (form: Form, policy: Policy) => ({
  nie: () => parseNie(text(form, 'nie')),
  ...personReaders(form, policy, 'nie'),
});
