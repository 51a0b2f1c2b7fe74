import type Router from '@koa/router';
import { examineJuridica, registerJuridica } from '../../account/register-juridica.ts';
import { parseRut } from '../../domain/rut.ts';
import type { World } from '../../ports/world.ts';
import { askedOf } from '../asked-of.ts';
import { juridicaReaders, readJuridica, readJuridicaInPart, valuesOf } from './register-juridica-form.ts';
import { registrationRoutes } from './registration.ts';

/** Registrar Persona Jurídica (docs/guides.md, J 2). */
export function registerJuridicaRoutes(world: World): Router {
  return registrationRoutes(world, {
    path: '/registro/juridica',
    name: 'register-juridica',
    title: 'Registrar Persona Jurídica',
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
    examine: (form, by) => examineJuridica(world, readJuridicaInPart(form, world.policy), by),
  });
}
