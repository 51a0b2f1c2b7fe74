import { registries } from '../../simulator/registries.ts';
import type { Mode } from '../../simulator/switches.ts';
import { readConfig } from '../../src/config/config.ts';
import { startSimulator } from '../../src/dev/development.ts';
import { freePort } from '../helpers/server-process.ts';

export type RegistryId = (typeof registries)[number]['id'];

const settings: Readonly<Record<RegistryId, string>> = {
  srcei: 'CIVIL_REGISTRY_URL',
  sii: 'TAX_REGISTRY_URL',
  nie: 'NIE_REGISTRY_URL',
  otec: 'OTEC_REGISTRY_URL',
};

/** A simulator of the registries in a process of its own, and its switches as its page sets them. */
export interface Switchboard {
  /** Settings that an app needs in order to call it. */
  readonly env: Readonly<Record<string, string>>;
  /** Sets these switches, or all four. Throws when one does not change. */
  turn(mode: Mode, ...which: readonly RegistryId[]): Promise<void>;
  stop(): void;
}

const all = registries.map(({ id }) => id);

/** Starts a simulator with every switch on normal; it ends with this process at the latest. */
export async function openSwitchboard(): Promise<Switchboard> {
  const simulator = await startSimulator(readConfig({ SIMULATOR_PORT: String(await freePort()) }));
  if (!simulator) throw new Error('the simulator did not start');
  const { page, address, stop } = simulator;
  const turnOne = async (id: RegistryId, mode: Mode): Promise<void> => {
    const body = JSON.stringify({ modo: mode });
    const answer = await fetch(`${page}/interruptores/${id}`, { method: 'PUT', body });
    if (!answer.ok) throw new Error(`the switch of ${id} answers ${answer.status}`);
    await answer.arrayBuffer();
  };
  return {
    env: Object.fromEntries(all.map((id) => [settings[id], `${address}/${id}`])),
    async turn(mode, ...which) {
      for (const id of which.length > 0 ? which : all) await turnOne(id, mode);
    },
    stop,
  };
}
