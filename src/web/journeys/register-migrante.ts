import type Router from '@koa/router';
import { type MigranteRegistration, registerMigrante } from '../../account/register-migrante.ts';
import { parseNie } from '../../domain/nie.ts';
import type { Policy } from '../../domain/policy.ts';
import type { World } from '../../ports/world.ts';
import { type Form, readAll, text } from '../form.ts';
import { typedRut } from '../typed-rut.ts';
import { personReaders, personValues, toPerson } from './register-natural-form.ts';
import { registrationRoutes } from './registration.ts';

/** Registrar Migrante: the form of Persona Natural with a NIE and without a card. */
export function registerMigranteRoutes(world: World): Router {
  return registrationRoutes(world, {
    path: '/registro/migrante',
    name: 'register-migrante',
    title: 'Registrar Migrante',
    fieldOf: {
      'nie-not-found': 'nie',
      'already-registered': 'nie',
      'key-guessable': 'clave',
      'captcha-wrong': 'captcha',
      'captcha-spent': 'captcha',
    },
    first: 'nie',
    read: readMigrante,
    valuesOf: (form) => ({ nie: typedRut(text(form, 'nie')), ...personValues(form) }),
    register: registerMigrante,
  });
}

function readMigrante(form: Form, policy: Policy): MigranteRegistration {
  const read = readAll({ nie: () => parseNie(text(form, 'nie')), ...personReaders(form, policy, 'nie') });
  return { nie: read.nie, ...toPerson(read) };
}
