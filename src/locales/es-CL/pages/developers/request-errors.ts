import type { DeveloperPages } from '../../../shape/pages/developers.ts';
import { notYours } from './not-yours.ts';

/** Errors of a request at the authorization endpoint. */
export const requestErrors: DeveloperPages['errors']['request'] = {
  access_denied: {
    title: 'El ingreso no se permitió',
    person: 'El ingreso terminó sin entregar datos. Puede comenzar de nuevo.',
    developer: 'Casi siempre error_uri trae un motivo más preciso de esta página.',
    desk: 'Pregunte qué página vio la persona antes de volver.',
  },
  login_required: {
    title: 'Hay que ingresar de nuevo',
    person: 'Su sesión terminó o no existe. Presione «Ingresar con Clave Sence».',
    developer: 'Con prompt=none: no hay sesión, está vencida o es de otra persona. Repita sin prompt=none.',
    desk: 'No hay falla. La persona ingresa otra vez.',
  },
  interaction_required: {
    title: 'Falta un paso de la persona',
    person: 'Falta un paso que solo usted puede hacer. Ingrese de nuevo desde la plataforma.',
    developer:
      'Con prompt=none falta comprobar la identidad, o que la persona confirme una app nativa. Repita sin prompt=none.',
    desk: 'La persona ingresa otra vez y sigue lo que dice la página.',
  },
  consent_required: {
    title: 'Falta el permiso de la persona',
    person: 'La plataforma necesita su permiso. Ingrese de nuevo y decida.',
    developer:
      'Con prompt=none: la persona no ha permitido lo que pide, o lo permitió para otra finalidad. Repita sin prompt=none.',
    desk: 'La persona ingresa otra vez y lee qué datos se piden.',
  },
  unmet_authentication_requirements: {
    title: 'No se alcanzó el nivel pedido',
    person: 'La plataforma pide un nivel de seguridad que hoy no se alcanza.',
    developer:
      'Revise acr y la claim esencial identidad: declarada, revisada o documento. Pida solo niveles que existen.',
    desk: 'Si falta la cédula, vea identidad-insuficiente; si falta el segundo factor, nivel-insuficiente.',
  },
  temporarily_unavailable: {
    title: 'El servicio no pudo atender ahora',
    person: 'Vuelva a probar en unos minutos.',
    developer: 'Respete Retry-After. También llega con muchos pedidos errados desde una misma red.',
    desk: 'Mire «Estado del servicio».',
  },
  server_error: {
    title: 'Algo falló de nuestro lado',
    person: 'El problema quedó registrado. Vuelva a probar o llame al 800 80 10 30.',
    developer: 'Reintente una vez. Si sigue, envíe el código de atención.',
    desk: 'Derive al equipo de Clave Sence con el código de atención.',
  },
  invalid_request: {
    ...notYours,
    title: 'El pedido está mal hecho',
    developer: 'Lea error_description: falta algo, va dos veces, o un RUT viaja fuera de PAR.',
  },
  invalid_request_object: {
    ...notYours,
    title: 'El pedido firmado no sirve',
    developer: 'Revise firma, iss, aud y plazo del JWT.',
  },
  invalid_request_uri: {
    ...notYours,
    title: 'El request_uri venció o ya se usó',
    developer: 'Dura 60 segundos y sirve una vez. Envíe el pedido otra vez a PAR.',
  },
  request_not_supported: {
    ...notYours,
    title: 'No se aceptan pedidos firmados',
    developer: 'Quite el parámetro request, o use PAR.',
  },
  request_uri_not_supported: {
    ...notYours,
    title: 'No se aceptan direcciones de pedido',
    developer: 'Solo sirve el request_uri que entrega PAR.',
  },
  registration_not_supported: {
    ...notYours,
    title: 'No se registra en el pedido',
    developer: 'Quite el parámetro registration.',
  },
  invalid_redirect_uri: {
    ...notYours,
    title: 'La dirección de vuelta no es la registrada',
    developer: 'Debe ser idéntica a la de su ficha. Por eso no redirigimos: la persona ve una página.',
  },
  invalid_client_metadata: {
    ...notYours,
    title: 'El documento de la plataforma no sirve',
    developer:
      'Solo en pruebas, con un documento como client_id. La descripción dice qué falla: corríjalo y espere un minuto.',
  },
  invalid_scope: {
    ...notYours,
    title: 'Pide datos que su ficha no abre',
    developer: 'Pida solo los scope de su ficha, o solicite ampliarla; identidad esencial necesita el scope run.',
  },
  invalid_target: {
    ...notYours,
    title: 'La API pedida no existe',
    developer: 'El parámetro resource debe nombrar una API de su ficha.',
  },
  unsupported_response_type: {
    ...notYours,
    title: 'Tipo de respuesta no ofrecido',
    developer: 'Use response_type=code.',
  },
  unsupported_response_mode: {
    ...notYours,
    title: 'Modo de respuesta no ofrecido',
    developer: 'Use query o form_post.',
  },
};
