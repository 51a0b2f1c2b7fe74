import type { Channel, Seen, Watched } from '../../ports/service-state.ts';
import type { Registry } from '../../ports/unavailable.ts';
import type { RegistryLine } from './registry-call.ts';
import {
  afterAnswer,
  afterFailure,
  afterProbe,
  answeredLately,
  type History,
  isDown,
  seenIn,
  unheard,
} from './service-history.ts';

interface Failing {
  readonly failed: number;
  readonly since: Date;
}

/** A registry that fails: how many calls in a row, since when. */
export type Outage = Failing & { readonly registry: Registry };

/** The relay or the SMS gateway that fails. */
export type ChannelOutage = Failing & { readonly channel: Channel };

export interface Outages {
  /** Records how a call to a registry ended. */
  note(line: Pick<RegistryLine, 'registry' | 'outcome' | 'reason'>): void;
  /** Records whether the relay or the gateway answered for a message. */
  noteMessage(channel: Channel, answered: boolean): void;
  /** Records the result of a probe; a failed one counts at once. */
  noteProbe(service: Watched, works: boolean): void;
  /** Whether a service answered within the last minute. */
  answeredLately(service: Watched): boolean;
  /**
   * Registries whose circuit is open, that failed call after call within five minutes, or that failed the last probe.
   */
  now(): readonly Outage[];
  /** The same for mail and SMS. */
  channels(): readonly ChannelOutage[];
  /** Each service as far as this process knows. */
  seen(): Readonly<Record<Watched, Seen>>;
}

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;
const channels = ['mail', 'sms'] as const;

/** Everything that is watched. */
export const services: readonly Watched[] = [...registries, ...channels];

/**
 * Watches the services by the calls and probes of this process. `standIns` are part of this process and are always
 * available; `simulated` are programs that take the place of a registry, and may be unavailable.
 */
export function watchOutages(
  now: () => Date,
  standIns: readonly Watched[] = [],
  simulated: readonly Watched[] = [],
): Outages {
  const known = new Map<Watched, History>();
  const of = (service: Watched): History => known.get(service) ?? unheard(now());
  const answered = (service: Watched): void => void known.set(service, afterAnswer(now()));
  const failed = (service: Watched, resting: boolean): void =>
    void known.set(service, afterFailure(of(service), resting, now()));
  const failing = (service: Watched): Failing => ({
    failed: Math.max(1, of(service).failed),
    since: of(service).since,
  });
  const down = <Name extends Watched>(names: readonly Name[]): readonly Name[] =>
    names.filter((name) => !standIns.includes(name) && isDown(of(name), now()));
  const seen = (service: Watched): Seen => {
    if (standIns.includes(service)) return { standing: 'stand-in' };
    const found = seenIn(of(service), now());
    return simulated.includes(service) && found.standing === 'working' ? { standing: 'stand-in' } : found;
  };

  return {
    note({ registry, outcome, reason }) {
      if (outcome !== 'unavailable') return answered(registry);
      // The cause is this process's own queue or question: neither shows whether the registry is healthy.
      if (reason === 'bulkhead-full' || reason === 'question-refused') return;
      failed(registry, reason === 'breaker-open');
    },
    noteMessage: (channel, well) => (well ? answered(channel) : failed(channel, false)),
    noteProbe: (service, works) => void known.set(service, afterProbe(of(service), works, now())),
    answeredLately: (service) => answeredLately(of(service), now()),
    now: () => down(registries).map((registry) => ({ registry, ...failing(registry) })),
    channels: () => down(channels).map((channel) => ({ channel, ...failing(channel) })),
    seen: () => Object.fromEntries(services.map((service) => [service, seen(service)])) as Record<Watched, Seen>,
  };
}
