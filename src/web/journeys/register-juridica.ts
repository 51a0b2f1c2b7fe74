import type Router from '@koa/router';
import { registerJuridica } from '../../account/register-juridica.ts';
import type { World } from '../../ports/world.ts';
import { readJuridica, valuesOf } from './register-juridica-form.ts';
import { registrationRoutes } from './registration.ts';

/** Registrar Persona Jurídica (guide jurídica, chapter 2). */
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
      'captcha-wrong': 'captcha',
      'captcha-spent': 'captcha',
    },
    first: 'rut_empresa',
    read: readJuridica,
    valuesOf,
    register: registerJuridica,
  });
}
