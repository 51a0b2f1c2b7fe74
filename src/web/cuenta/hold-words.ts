import type { HoldKind } from '../../ports/holds.ts';

/** What waits, as its holder reads it; a kind without words does not compile. */
export const holdWords: Readonly<Record<HoldKind, string>> = {
  'link-run': 'Unir su NIE a su RUN',
  'replace-contacts': 'Recuperar su clave con contactos nuevos',
  'recover-by-one': 'Recuperar su clave',
  'update-contacts': 'Cambiar su correo o su celular',
};

export const holdKinds = Object.keys(holdWords) as HoldKind[];

/** The same of a kind that stands in the trail. */
export const waitingFor = (kind: unknown): string => holdWords[kind as HoldKind] ?? 'Una solicitud';
