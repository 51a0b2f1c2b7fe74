import type { DeveloperPages } from '../../../shape/pages/developers.ts';

/** Why a sign-in ended without a code, each under a standard error. */
export const authorizationErrors: DeveloperPages['errors']['authorization'] = {
  cancelado: {
    title: 'La persona volvió sin ingresar',
    person: 'Usted volvió a la plataforma antes de terminar. Puede ingresar de nuevo cuando quiera.',
    developer: 'Recibe access_denied. Muestre otra vez el botón de ingreso y no reintente por su cuenta.',
    desk: 'No hay falla. Si no pudo ingresar, ayude a recuperar la clave o a registrarse.',
  },
  'sin-consentimiento': {
    title: 'La persona no permitió entregar sus datos',
    person: 'Usted eligió «No permitir». La plataforma no recibió sus datos.',
    developer: 'Recibe access_denied. Explique para qué pide los datos y pida solo los que necesita.',
    desk: 'Es una decisión de la persona. Puede ingresar otra vez y permitirlo.',
  },
  'otra-persona': {
    title: 'Ingresó una persona distinta de la esperada',
    person: 'La plataforma esperaba a otra persona. Ingrese con la clave de quien hace el trámite.',
    developer: 'Recibe access_denied. No decimos quién ingresó. Revise el RUT que envió en claims.',
    desk: 'Suele ser un equipo compartido. Pida cerrar la sesión e ingresar con la clave propia.',
  },
  pausa: {
    title: 'Hubo demasiados intentos',
    person: 'Espere hasta la hora que mostró la página, o recupere su clave.',
    developer: 'Recibe access_denied. No reintente: la pausa termina sola en minutos.',
    desk: 'La pausa termina sola. Ofrezca recuperar la clave; nadie puede levantarla por teléfono.',
  },
  inactividad: {
    title: 'Se terminó el tiempo para ingresar',
    person: 'La página estuvo abierta media hora sin uso. Vuelva a la plataforma y comience de nuevo.',
    developer: 'Recibe temporarily_unavailable. Ofrezca comenzar otra vez, con un state nuevo.',
    desk: 'No hay falla. La persona comienza de nuevo desde la plataforma.',
  },
  'cuenta-congelada': {
    title: 'La cuenta está detenida',
    person:
      'Su cuenta está detenida por seguridad o porque usted lo pidió. Recupere su clave con su cédula. Si la página le mostró un código de atención, llame gratis al 800 80 10 30 y dígalo.',
    developer: 'Recibe access_denied. No depende de su sistema: derive a la persona a la ayuda.',
    desk: 'Vea en la cuenta por qué está detenida. Se abre con la cédula o en persona. Si la persona lee un código de atención, páselo a quienes operan el sistema: ellos la abren.',
  },
  'identidad-insuficiente': {
    title: 'La identidad no se comprobó',
    person:
      'La plataforma pide comprobar su identidad. Tenga a mano su cédula vigente o, si ingresa con NIE, su documento.',
    developer:
      'Recibe unmet_authentication_requirements. Ofrezca seguir sin comprobar, si su trámite lo permite: pida menos, hasta el minimum_identity de su ficha.',
    desk: 'Con NIE o cédula vencida se comprueba en persona.',
  },
  'nivel-insuficiente': {
    title: 'Faltó el segundo factor',
    person: 'La plataforma pide un segundo factor, además de la clave. Puede agregarlo en Mi cuenta, en Seguridad.',
    developer:
      'Recibe unmet_authentication_requirements. Ofrezca seguir sin él, si su trámite lo permite: pida acr_values con ambos niveles.',
    desk: 'Con código de respaldo ingresa sin el teléfono. Un segundo factor nuevo, agregado sin cédula, sirve a las 72 horas.',
  },
  'representacion-terminada': {
    title: 'No representa a la empresa',
    person: 'El SII no lo nombra representante vigente de esta empresa. Revise los datos en el SII.',
    developer: 'Recibe access_denied. No guarde quién representaba a la empresa: pregunte en cada ingreso.',
    desk: 'Lo dice el SII, no SENCE. Si el SII está al día, pida ingresar de nuevo.',
  },
  'invitacion-terminada': {
    title: 'Ninguna empresa lo tiene como facilitador',
    person: 'Su invitación como facilitador extranjero terminó. Pida a la empresa que la renueve o que haga otra.',
    developer: 'Recibe access_denied. No guarde por qué empresa ingresó: pregunte en cada ingreso.',
    desk: 'La empresa decide. En su cuenta ve a sus facilitadores y hasta cuándo ingresan.',
  },
  'plataforma-suspendida': {
    title: 'La plataforma está suspendida',
    person:
      'SENCE suspendió el ingreso a esta plataforma, o la organización que la ofrece no está habilitada. Pregunte a la organización.',
    developer:
      'No recibe nada: la persona ve una página nuestra. El motivo está en la ficha, en Desarrolladores. Si su organización quedó sin representante en el SII, o su cuenta está detenida, la plataforma vuelve sola cuando se regulariza.',
    desk: 'No depende de la persona ni de su cuenta. Derive a la organización de la plataforma.',
  },
  'plataforma-en-certificacion': {
    title: 'La plataforma está en certificación',
    person: 'Esta plataforma todavía está en pruebas. Solo ingresan personas de la organización que la prepara.',
    developer:
      'Recibe access_denied. Ingrese con la cuenta de un miembro de su organización, o pida el paso a producción.',
    desk: 'No hay falla. La plataforma aún no está abierta a todas las personas.',
  },
  'registro-sin-respuesta': {
    title: 'Un registro no respondió',
    person: 'Un registro que consultamos no respondió. No contamos el intento. Pruebe en unos minutos.',
    developer: 'Recibe temporarily_unavailable. Reintente después de un minuto, con un pedido nuevo.',
    desk: 'Mire «Estado del servicio»: dice qué registro falla y desde cuándo.',
  },
};
