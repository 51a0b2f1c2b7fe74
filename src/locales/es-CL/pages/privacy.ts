import type { PrivacyPages } from '../../shape/pages/privacy.ts';

/** Policy on privacy, copies of one's data, and requests for rights. */
export const privacy: PrivacyPages = {
  titles: {
    policy: 'Privacidad y uso de datos',
    earlierPolicy: (version: number) => `Privacidad y uso de datos, versión ${version}`,
    download: 'Descargar mis datos – Mi cuenta',
    rights: 'Mis derechos sobre mis datos – Mi cuenta',
    newRequest: 'Nueva solicitud – Mi cuenta',
    request: (folio: string) => `Solicitud ${folio} – Mi cuenta`,
    letter: (folio: string) => `Carta de la solicitud ${folio} – Mi cuenta`,
    letterByLink: (folio: string) => `Respuesta a la solicitud ${folio}`,
    exportLink: 'Descargue sus datos',
    exportGone: 'La copia ya se borró',
    requestState: 'Estado de mi solicitud',
    requestGone: 'Este enlace venció',
    platforms: 'Plataformas que usan Clave Sence',
  },
  platforms: {
    basis: {
      function: 'Función legal de SENCE (Ley 19.518; Ley 21.719, artículo 20): no pide permiso',
      consent: 'Permiso de la persona, que puede retirar en Mi cuenta, Plataformas (Ley 21.719, artículo 12)',
      none: 'No recibe datos de personas',
    },
    found: (shown: number, all: number) =>
      all === 0 ? 'Hoy ninguna plataforma está conectada.' : `${shown} de ${all} plataformas.`,
  },
  learnsByScope: {
    openid: 'un código propio de esa plataforma',
    profile: 'nombre',
    run: 'RUT o NIE, y si su identidad fue comprobada',
    email: 'correo electrónico',
    phone: 'teléfono',
    address: 'domicilio',
    empresa: 'empresa y representante que actúa',
  },
  shownToApi: 'si un permiso está vigente, con el código suyo de la plataforma que lo usa',
  learnsNothing: 'nada de usted',
  states: {
    recibida: 'Recibida',
    'en-revision': 'En revisión',
    respondida: 'Respondida',
  },
  decisions: {
    acogida: 'Acogida',
    'acogida-en-parte': 'Acogida en parte',
    rechazada: 'No acogida',
  },
};
