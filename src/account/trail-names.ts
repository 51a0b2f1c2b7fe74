import type { ChangedData } from '../domain/data-update.ts';

/** Names under which the audit trail has recorded changed data since its first version; they are stored, not shown. */
const names: Readonly<Record<ChangedData, string>> = {
  address: 'Domicilio',
  'company-address': 'Dirección',
  'home-phone': 'Teléfono Particular',
  'work-phone': 'Teléfono Trabajo',
  'company-phone': 'Teléfono',
};

/** Changed data as a row of the trail records them, "Domicilio,Teléfono Trabajo". */
export const trailNames = (what: readonly ChangedData[]): string => what.map((one) => names[one]).join();
