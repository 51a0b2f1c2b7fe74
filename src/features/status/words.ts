import type { Catalogue } from '../../locales/locale.ts';
import type { Channel, Seen, ServiceState, Watched } from '../../ports/service-state.ts';
import type { Registry } from '../../ports/unavailable.ts';
import { type Coarse, coarse } from './coarse.ts';

const registries: readonly Registry[] = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'];
const DAY_MS = 24 * 3_600_000;

type Badge = 'works' | 'fails' | 'late' | 'no-data' | 'stand-in';

/** A service on the page: its state, and what to know of it. */
interface ServiceLine {
  readonly name: string;
  readonly badge: Badge;
  readonly lines: readonly string[];
}

/** The page of the state of the service, in words. */
interface StateWords {
  readonly at: string;
  /** All of it in one sentence. */
  readonly sum: string;
  readonly services: readonly ServiceLine[];
  readonly messages: readonly ServiceLine[];
}

/** Words how well the service runs, for any reader. */
export function stateWords(texts: Catalogue, state: ServiceState): StateWords {
  const { status } = texts.pages;
  const { at, database, deliveries } = state;
  const services: readonly ServiceLine[] = [
    {
      name: status.signIn,
      badge: database ? 'works' : 'fails',
      lines: database ? [] : [status.away],
    },
    ...registries.map((registry) => registryWords(texts, registry, state)),
  ];
  const messages = deliveries
    ? [
        channelWords(texts, 'mail', coarse(deliveries.mail), state),
        channelWords(texts, 'sms', coarse(deliveries.sms), state),
      ]
    : [];
  return {
    at: texts.formats.instant(at),
    sum: sumOf(
      texts,
      [...services, ...messages].map(({ badge }) => badge),
    ),
    services,
    messages,
  };
}

/** Never that everything works where the state of a service is not known. */
function sumOf({ pages }: Catalogue, badges: readonly Badge[]): string {
  const { problems, noData, standIn, works } = pages.status.sums;
  if (badges.includes('fails') || badges.includes('late')) return problems;
  if (badges.includes('no-data')) return noData;
  return badges.includes('stand-in') ? standIn : works;
}

const badges: Readonly<Record<Seen['standing'], Badge>> = {
  working: 'works',
  failing: 'fails',
  unknown: 'no-data',
  'stand-in': 'stand-in',
};

function registryWords(texts: Catalogue, registry: Registry, state: ServiceState): ServiceLine {
  const { status } = texts.pages;
  const { standing } = state.services[registry];
  const lines: Readonly<Record<Seen['standing'], readonly string[]>> = {
    working: [],
    failing: [status.registryFails(sinceOf(texts, registry, state))],
    unknown: [status.registryUnknown],
    'stand-in': [status.registryStandIn],
  };
  return { name: status.registries[registry], badge: badges[standing], lines: lines[standing] };
}

function sinceOf({ formats, pages }: Catalogue, service: Watched, { at, services }: ServiceState): string {
  const since = services[service].since ?? at;
  return at.getTime() - since.getTime() < DAY_MS
    ? pages.status.sinceTime(formats.clock(since))
    : pages.status.sinceDay(formats.instant(since));
}

function channelWords(
  texts: Catalogue,
  channel: Channel,
  { late, hourMinutes, dayMinutes, ...queue }: Coarse,
  state: ServiceState,
): ServiceLine {
  const { status } = texts.pages;
  const held = heldUp(texts, channel, state);
  const { standing } = state.services[channel];
  const lines = [
    ...(late ? [status.late] : held.length === 0 ? noted(texts)[standing] : []),
    ...held,
    status.lastHour(paceWords(texts, hourMinutes)),
    status.lastDay(paceWords(texts, dayMinutes)),
    status.waiting(queue.waitingBelow, texts.formats.duration(queue.oldestMinutes)),
  ];
  const gone = standing === 'failing' || (channel === 'sms' && state.sms.gatewayRests);
  const badge = gone ? 'fails' : late || held.length > 0 ? 'late' : badges[standing];
  return { name: status.channels[channel].name, badge, lines };
}

/** The texts of a channel that delays nothing. */
const noted = ({ pages }: Catalogue): Readonly<Record<Seen['standing'], readonly string[]>> => ({
  working: [pages.status.onTime],
  failing: [],
  unknown: [pages.status.channelUnknown],
  'stand-in': [pages.status.channelStandIn],
});

function heldUp(texts: Catalogue, channel: Channel, state: ServiceState): readonly string[] {
  const { services, sms } = state;
  const { status } = texts.pages;
  const { by, leave } = status.channels[channel];
  const rests = channel === 'sms' && sms.gatewayRests;
  const fails = services[channel].standing === 'failing';
  const away = fails ? status.channelFails(by, sinceOf(texts, channel, state)) : status.channelRests(by);
  return [
    ...(rests || fails ? [`${away} ${status.leaveLater(leave)}`] : []),
    ...(channel === 'sms' && sms.hourSpent ? [status.hourSpent] : []),
  ];
}

const paceWords = ({ formats, pages }: Catalogue, minutes: number | undefined): string =>
  minutes === undefined ? pages.status.tooFew : pages.status.median(formats.duration(minutes));
