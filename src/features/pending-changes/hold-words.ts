import type { HoldKind } from '../../ports/holds.ts';

/** What waits, as its holder reads it; a kind without words does not compile. */
export const holdWords: Readonly<Record<HoldKind, string>> = {
  'link-run': 'Unir su NIE a su RUN',
  'replace-contacts': 'Recuperar su clave con contactos nuevos',
  'recover-by-one': 'Recuperar su clave',
  'update-contacts': 'Cambiar su correo o su celular',
  'legacy-recreation': 'Crear de nuevo una cuenta del sistema antiguo',
  contest: 'Otra persona dice que el RUT es suyo',
};

/** What its holder may take back; a contest is answered by the card. */
export const holdKinds = (Object.keys(holdWords) as HoldKind[]).filter((kind) => kind !== 'contest');

/** The same of a kind that stands in the trail. */
export const waitingFor = (kind: unknown): string => holdWords[kind as HoldKind] ?? 'Una solicitud';
