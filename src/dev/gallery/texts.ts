import { catalogueOf, defaultLocale } from '../../locales/locale.ts';

/** The language in which the gallery shows its pages. */
export const texts = catalogueOf(defaultLocale);
