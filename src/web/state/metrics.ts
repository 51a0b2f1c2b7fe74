import type { Deliveries, ServiceState, Untold } from '../../ports/service-state.ts';

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;
const kinds = ['logouts', 'events'] as const;
const channels = ['mail', 'sms'] as const;

type Sample = readonly [labels: string, value: number | undefined];

/** The state of the service in OpenMetrics text, exact: for those who look after the house and nobody else. */
export function openMetrics({ database, failing, deliveries, platforms, sms }: ServiceState): string {
  const perChannel = (read: (known: Deliveries) => number): Sample[] =>
    channels.map((channel) => [`{channel="${channel}"}`, deliveries && read(deliveries[channel])]);
  const perWindow = (read: (known: Deliveries['lastHour']) => number | undefined): Sample[] =>
    channels.flatMap((channel) => [
      [`{channel="${channel}",window="1h"}`, deliveries && read(deliveries[channel].lastHour)] as const,
      [`{channel="${channel}",window="24h"}`, deliveries && read(deliveries[channel].lastDay)] as const,
    ]);
  const perKind = (read: (known: Untold) => number): Sample[] =>
    kinds.map((kind) => [`{kind="${kind}"}`, platforms && read(platforms[kind])]);
  const isDown = (name: string): boolean => failing.some(({ registry }) => registry === name);
  return [
    gauge('database_up', 'Whether the database answers.', [['', Number(database)]]),
    gauge(
      'registry_up',
      'Whether a registry answers, as far as this instance knows.',
      registries.map((name) => [`{registry="${name}"}`, Number(!isDown(name))]),
    ),
    gauge(
      'outbox_waiting',
      'Messages that wait.',
      perChannel(({ waiting }) => waiting),
    ),
    gauge(
      'outbox_oldest_seconds',
      'Age of the oldest message that waits.',
      perChannel(({ oldestSeconds }) => oldestSeconds),
    ),
    gauge(
      'outbox_dead',
      'Messages that were given up.',
      perChannel(({ dead }) => dead),
    ),
    gauge(
      'delivery_sent',
      'Messages that left in the window, at most the newest 10000.',
      perWindow(({ sent }) => sent),
    ),
    gauge(
      'delivery_median_seconds',
      'Median time from writing a message to handing it over.',
      perWindow(({ medianSeconds }) => medianSeconds),
    ),
    gauge(
      'platform_notices_waiting',
      'Logouts and events that platforms have not heard of yet.',
      perKind(({ waiting }) => waiting),
    ),
    gauge(
      'platform_notices_dead',
      'Logouts and events that were given up.',
      perKind(({ dead }) => dead),
    ),
    gauge('sms_gateway_rests', 'Whether the SMS gateway is left alone after failures.', [
      ['', Number(sms.gatewayRests)],
    ]),
    gauge('sms_hour_spent', 'Whether SMS wait because the hour has had its share.', [['', Number(sms.hourSpent)]]),
    '# EOF\n',
  ].join('');
}

/** What is not known has no sample: a zero would say that all is well. */
function gauge(name: string, help: string, samples: readonly Sample[]): string {
  const full = `clave_sence_${name}`;
  const unit = name.endsWith('_seconds') ? `# UNIT ${full} seconds\n` : '';
  const lines = samples.flatMap(([labels, value]) => (value === undefined ? [] : [`${full}${labels} ${value}\n`]));
  return `# TYPE ${full} gauge\n${unit}# HELP ${full} ${help}\n${lines.join('')}`;
}
