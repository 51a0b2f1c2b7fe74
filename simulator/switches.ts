import { type RegistryId, registries } from './registries.ts';

/** How a registry can behave, and how the page says it. */
export const modes = {
  normal: 'Normal',
  slow: 'Lento (4 segundos)',
  down: 'Caído (error 503)',
  reset: 'Corta la conexión',
  garbage: 'Responde basura',
  'wrong-person': 'Responde sobre otra persona',
} as const;

export type Mode = keyof typeof modes;

export const isMode = (text: unknown): text is Mode => typeof text === 'string' && Object.hasOwn(modes, text);

/** How the SII can answer about one company. */
export const companyModes = {
  normal: 'Como en la lista',
  'sin-representantes': 'Sin representantes',
  'termino-de-giro': 'Con término de giro',
} as const;

export type CompanyMode = keyof typeof companyModes;

export const isCompanyMode = (text: unknown): text is CompanyMode =>
  typeof text === 'string' && Object.hasOwn(companyModes, text);

export interface Switches {
  get(registry: RegistryId): Mode;
  set(registry: RegistryId, mode: Mode): void;
  /** How the SII answers about a company, by its RUT ("54000001-8"). */
  company(rut: string): CompanyMode;
  setCompany(rut: string, mode: CompanyMode): void;
}

/** One switch for each registry and each company, all of them normal at first; forgotten when the program ends. */
export function createSwitches(): Switches {
  const companies = new Map<string, CompanyMode>();
  const states = new Map<RegistryId, Mode>(registries.map(({ id }) => [id, 'normal']));
  return {
    get: (registry) => states.get(registry) ?? 'normal',
    set: (registry, mode) => void states.set(registry, mode),
    company: (rut) => companies.get(rut) ?? 'normal',
    setCompany: (rut, mode) => void companies.set(rut, mode),
  };
}
