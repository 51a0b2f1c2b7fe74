import type Router from '@koa/router';
import { parseRut } from '../../domain/rut.ts';
import { askedOf } from '../../http/words/asked-of.ts';
import type { Deps } from '../../ports/deps.ts';
import { juridicaReaders, readJuridica, readJuridicaInPart, valuesOf } from './register-juridica-form.ts';
import { registrationRoutes } from './registration.ts';
import { examineJuridica, registerJuridica } from './use-cases/register-juridica.ts';

/** Registrar Persona Jurídica (docs/guides.md, J 2). */
export function registerJuridicaRoutes(deps: Deps): Router {
  return registrationRoutes(deps, {
    path: '/registro/juridica',
    name: 'register-juridica',
    view: 'registration/juridica/form',
    title: 'juridica',
    fieldOf: {
      'company-not-found': 'rut_empresa',
      'no-representative': 'rut_empresa',
      'already-registered': 'rut_empresa',
      'not-representative': 'rut_representante',
      'cedula-mismatch': 'serie',
      'key-guessable': 'clave',
    },
    first: 'rut_empresa',
    read: readJuridica,
    readers: juridicaReaders,
    valuesOf,
    emails: ['email_representante', 'email'],
    number: { profile: 'juridica', parse: (typed) => askedOf('company', () => parseRut(typed))() },
    register: registerJuridica,
    examine: (form, by) => examineJuridica(deps, readJuridicaInPart(form, deps.policy), by),
  });
}
