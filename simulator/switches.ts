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

export interface Switches {
  get(registry: RegistryId): Mode;
  set(registry: RegistryId, mode: Mode): void;
}

/** One switch for each registry, all of them normal at first; forgotten when the program ends. */
export function createSwitches(): Switches {
  const states = new Map<RegistryId, Mode>(registries.map(({ id }) => [id, 'normal']));
  return {
    get: (registry) => states.get(registry) ?? 'normal',
    set: (registry, mode) => void states.set(registry, mode),
  };
}
