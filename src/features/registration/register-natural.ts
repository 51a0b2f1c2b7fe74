import type Router from '@koa/router';
import { parseRun } from '../../domain/rut.ts';
import type { Deps } from '../../ports/deps.ts';
import { naturalReaders, readNatural, readNaturalInPart, valuesOf } from './register-natural-form.ts';
import { registrationRoutes } from './registration.ts';
import { examineNatural, registerNatural } from './use-cases/register-natural.ts';

/** Registrar Persona Natural (docs/guides.md, N 2). */
export function registerNaturalRoutes(deps: Deps): Router {
  return registrationRoutes(deps, {
    path: '/registro/natural',
    name: 'register-natural',
    view: 'registration/natural/form',
    title: 'natural',
    fieldOf: {
      'person-not-found': 'rut',
      'already-registered': 'rut',
      'cedula-mismatch': 'serie',
      'key-guessable': 'clave',
    },
    first: 'rut',
    read: readNatural,
    readers: naturalReaders,
    valuesOf,
    emails: ['email'],
    number: { profile: 'natural', parse: parseRun },
    register: registerNatural,
    examine: (form, by) => examineNatural(deps, readNaturalInPart(form, deps.policy), by),
  });
}
