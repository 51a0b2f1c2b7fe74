import { trustedNetworks } from '../adapters/trusted-networks.ts';
import type { Config } from '../config/config.ts';

/** Whether the desk may be opened from a network: from everywhere where none is configured. */
export const deskNetworks = ({ staffNetworks }: Pick<Config, 'staffNetworks'>): ((network: string) => boolean) =>
  staffNetworks.length === 0 ? () => true : trustedNetworks(staffNetworks);
