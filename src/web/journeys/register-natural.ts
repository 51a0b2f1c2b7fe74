import type Router from '@koa/router';
import { registerNatural } from '../../account/register-natural.ts';
import type { World } from '../../ports/world.ts';
import { readNatural, valuesOf } from './register-natural-form.ts';
import { registrationRoutes } from './registration.ts';

/** Registrar Persona Natural (guide natural, chapter 2). */
export function registerNaturalRoutes(world: World): Router {
  return registrationRoutes(world, {
    path: '/registro/natural',
    name: 'register-natural',
    title: 'Registrar Persona Natural',
    fieldOf: {
      'person-not-found': 'rut',
      'already-registered': 'rut',
      'cedula-mismatch': 'serie',
      'key-guessable': 'clave',
      'captcha-wrong': 'captcha',
      'captcha-spent': 'captcha',
    },
    first: 'rut',
    read: readNatural,
    valuesOf,
    register: registerNatural,
  });
}
