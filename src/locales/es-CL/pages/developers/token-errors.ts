import type { DeveloperPages } from '../../../shape/pages/developers.ts';
import { notYours } from './not-yours.ts';

/** Errors of the machine endpoints. */
export const tokenErrors: DeveloperPages['errors']['token'] = {
  unauthorized_client: {
    ...notYours,
    title: 'La plataforma no puede pedir esto',
    developer: 'Su ficha no incluye este grant_type.',
  },
  invalid_client: {
    ...notYours,
    title: 'La plataforma no probó quién es',
    developer: 'Revise client_id, el secreto o la firma, y el método de su ficha (401).',
  },
  invalid_grant: {
    ...notYours,
    title: 'El código o token no sirve',
    developer: 'Venció, ya se usó o es de otro cliente. Comience otro ingreso: no reintente con el mismo.',
  },
  unsupported_grant_type: {
    ...notYours,
    title: 'Forma de pedir tokens no ofrecida',
    developer: 'Use un grant_type del documento de descubrimiento.',
  },
  authorization_pending: {
    title: 'La persona todavía no responde',
    person: 'Termine el ingreso en la página que abrió con el código.',
    developer: 'Siga preguntando, con el intervalo que recibió.',
    desk: 'No hay falla. La persona debe terminar el ingreso.',
  },
  slow_down: {
    ...notYours,
    title: 'El equipo pregunta muy seguido',
    developer: 'Sume 5 segundos al intervalo.',
  },
  expired_token: {
    title: 'El código del equipo venció',
    person: 'Pida un código nuevo en el equipo.',
    developer: 'Comience de nuevo y muestre otro código.',
    desk: 'La persona pide un código nuevo.',
  },
  invalid_token: {
    ...notYours,
    title: 'El token de acceso no sirve',
    developer: 'Venció, se revocó o la sesión terminó (401). Renueve o pida ingresar.',
  },
  insufficient_scope: {
    ...notYours,
    title: 'El token no alcanza',
    developer: 'Pida al ingresar el scope que falta (403).',
  },
  unsupported_token_type: {
    ...notYours,
    title: 'Ese token no se puede revocar',
    developer: 'Deje que venza.',
  },
  invalid_dpop_proof: {
    ...notYours,
    title: 'La prueba DPoP no sirve',
    developer: 'Revise htm, htu, iat, jti y la clave.',
  },
  use_dpop_nonce: {
    ...notYours,
    title: 'Falta el nonce de DPoP',
    developer: 'Repita con el valor de la cabecera DPoP-Nonce.',
  },
};
