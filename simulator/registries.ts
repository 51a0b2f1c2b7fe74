import { nie } from './nie.ts';
import { otec } from './otec.ts';
import type { SimulatedRegistry } from './registry.ts';
import { sii } from './sii.ts';
import { srcei } from './srcei.ts';

/** The four registries, in the order of the page. */
export const registries: readonly SimulatedRegistry[] = [srcei, sii, nie, otec];

export type RegistryId = SimulatedRegistry['id'];

/** The registry of this name in an address, if it is one. */
export const registryOf = (id: string): SimulatedRegistry | undefined => registries.find((one) => one.id === id);
