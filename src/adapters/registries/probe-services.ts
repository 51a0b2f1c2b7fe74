import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Watched } from '../../ports/service-state.ts';
import type { Outages } from './outages.ts';

/**
 * How each service is probed; those without a probe are part of this process. Each ends by itself within four seconds.
 */
export type Probes = Readonly<Partial<Record<Watched, () => Promise<void>>>>;

const PAUSE_MS = 500;

export interface ProbeNeeds {
  readonly probes: Probes;
  readonly outages: Outages;
  /** Is called when mail or SMS work again after a failure: what waits need not complete its wait. */
  readonly back: (channel: Channel) => Promise<void>;
}

/** Probes every service that did not answer within the last minute, all at once; a failed probe is tried once more. */
export async function probeServices({ probes, outages, back }: ProbeNeeds): Promise<void> {
  const look = async ([service, probe]: [Watched, () => Promise<void>]): Promise<void> => {
    if (outages.answeredLately(service)) return;
    const wasDown = outages.seen()[service].standing === 'failing';
    const works = await twice(probe);
    outages.noteProbe(service, works);
    if (works && wasDown && (service === 'mail' || service === 'sms')) await back(service);
  };
  await Promise.all((Object.entries(probes) as [Watched, () => Promise<void>][]).map(look));
}

async function twice(probe: () => Promise<void>): Promise<boolean> {
  const once = () =>
    probe().then(
      () => true,
      () => false,
    );
  if (await once()) return true;
  await sleep(PAUSE_MS);
  return once();
}
