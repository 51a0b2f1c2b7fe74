/** Seguridad, where the pages of the sheet begin and end. */
export const SECURITY = '/cuenta/seguridad';

/** Addresses of the pages, below the prefix of Mi cuenta. */
export const paths = {
  sheet: '/seguridad/hoja-de-respaldo',
  printed: '/seguridad/hoja-de-respaldo/impresa',
} as const;
