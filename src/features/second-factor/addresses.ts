/** Seguridad, where every page of the second factor begins and ends. */
export const SECURITY = '/cuenta/seguridad';

/** Addresses of the pages, below the prefix of Mi cuenta. */
export const paths = {
  app: '/seguridad/segundo-factor/aplicacion',
  passkey: '/seguridad/segundo-factor/clave-de-acceso',
  name: '/seguridad/segundo-factor/nombre',
  printed: '/seguridad/segundo-factor/impresos',
  codes: '/seguridad/segundo-factor/codigos',
  remove: '/seguridad/segundo-factor/quitar',
  browsers: '/seguridad/segundo-factor/equipos',
} as const;
