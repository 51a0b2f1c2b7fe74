import type { PolicyName } from '../../../domain/policy.ts';

/** What the choice of a policy means. */
const policySummaries: Readonly<Record<PolicyName, string>> = {
  guia: 'las guías de 2019 al pie de la letra en todo lo que ve una persona',
  segura: 'las mismas páginas y pasos con las reglas de hoy; la recomendada en producción',
};

/** A line of the banner: a label in a column of 21 characters, and its text. */
export const bannerLine = (label: string, text: string): string => `${label.padEnd(21)}${text}`;

/** The lines of the start banner. */
export const bannerTexts = {
  address: (issuer: string) => bannerLine('Clave Sence', issuer),
  sandbox: bannerLine(
    'Sandbox',
    'sí: personas ficticias, las plataformas se registran solas; nada de esto vale en otra parte',
  ),
  policy: (name: PolicyName) => bannerLine('Política', `${name}: ${policySummaries[name]}`),
  deskFromEverywhere: bannerLine(
    'Mesa de ayuda',
    'atención: /mesa se abre desde cualquier red, y solo la protegen sus claves de acceso; limítela con STAFF_NETWORKS',
  ),
  noHold: bannerLine('Espera de contactos', 'ninguna: ACCEPT_CONTACT_TAKEOVER_RISK=yes'),
} as const;

/** Which client files changed. */
export const filesChanged = (files: readonly string[]): string => `Cambió: ${files.join(', ')}`;

/** Where changes of client files are not noticed automatically. */
export const notWatched = (reason: string): string =>
  `Los archivos de plataformas no se vigilan (${reason}): después de un cambio envíe SIGHUP.`;
