import type { Registry } from '../../../ports/unavailable.ts';

/** The state of the service. */
export interface StatusPages {
  readonly title: string;
  readonly signIn: string;
  readonly away: string;
  readonly registries: Readonly<Record<Registry, string>>;
  readonly sums: Readonly<Record<'problems' | 'noData' | 'standIn' | 'works', string>>;
  readonly registryFails: (since: string) => string;
  readonly registryUnknown: string;
  readonly registryStandIn: string;
  /** After «desde»: a time of the last 24 hours, or a date with its time. */
  readonly sinceTime: (time: string) => string;
  readonly sinceDay: (instant: string) => string;
  readonly channels: {
    readonly mail: {
      readonly name: string;
      readonly by: string;
      readonly leave: string;
    };
    readonly sms: {
      readonly name: string;
      readonly by: string;
      readonly leave: string;
    };
  };
  readonly late: string;
  readonly onTime: string;
  readonly channelUnknown: string;
  readonly channelStandIn: string;
  readonly lastHour: (pace: string) => string;
  readonly lastDay: (pace: string) => string;
  readonly waiting: (count: number, oldest: string) => string;
  readonly median: (duration: string) => string;
  readonly tooFew: string;
  readonly channelFails: (by: string, since: string) => string;
  readonly channelRests: (by: string) => string;
  readonly leaveLater: (leave: string) => string;
  readonly hourSpent: string;
}
