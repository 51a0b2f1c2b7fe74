import type { DeveloperPages } from '../../../shape/pages/developers.ts';
import { authorizationErrors } from './authorization-errors.ts';
import { button } from './button.ts';
import { guides } from './guides.ts';
import { machines } from './machines.ts';
import { portal } from './portal.ts';
import { requestErrors } from './request-errors.ts';
import { tokenErrors } from './token-errors.ts';

/** What each error means to the person, to the developer of the client and to the mesa. */
export const developers: DeveloperPages = {
  title: 'Errores que recibe una plataforma',
  guides,
  button,
  portal,
  machines,
  parts: {
    authorization: 'El ingreso no se completó',
    request: 'El pedido de la plataforma',
    token: 'Credenciales y tokens',
  },
  errors: {
    authorization: authorizationErrors,
    request: requestErrors,
    token: tokenErrors,
  },
};
