import type { Deliveries, Pace, ServiceState, Undelivered, Watched } from '../../ports/service-state.ts';

const registries = ['civil-registry', 'tax-registry', 'nie-registry', 'otec-registry'] as const;
const kinds = ['logouts', 'events'] as const;
const channels = ['mail', 'sms'] as const;

type Sample = readonly [labels: string, value: number | undefined];

/** The state of the service in OpenMetrics text, exact: for operators only. */
export function openMetrics(state: ServiceState): string {
  return [
    gauge('database_up', 'Whether the database answers.', [['', Number(state.database)]]),
    gauge('registry_up', 'Whether a registry answers, as far as this instance knows.', upOf(state)),
    gauge('mail_relay_up', 'Whether the relay takes letters, as far as this instance knows.', [
      ['', up(state, 'mail')],
    ]),
    gauge('sms_gateway_up', 'Whether the SMS gateway answers, as far as this instance knows.', [
      ['', up(state, 'sms')],
    ]),
    ...ofMessages(state),
    ...ofPlatforms(state),
    ...ofSms(state),
    ...ofCompanies(state),
    ...ofRights(state),
    '# EOF\n',
  ].join('');
}

const upOf = (state: ServiceState): readonly Sample[] =>
  registries.map((name) => [`{registry="${name}"}`, up(state, name)]);

/** Absent where nothing is known, and for services that are simulated within this process. */
const up = ({ services }: ServiceState, name: Watched): number | undefined =>
  ({ working: 1, failing: 0, unknown: undefined, 'stand-in': undefined })[services[name].standing];

function ofMessages({ deliveries }: ServiceState): readonly string[] {
  const perChannel = (read: (known: Deliveries) => number): Sample[] =>
    channels.map((channel) => [`{channel="${channel}"}`, deliveries && read(deliveries[channel])]);
  const perWindow = (read: (known: Pace) => number | undefined): Sample[] =>
    channels.flatMap((channel) => [
      [`{channel="${channel}",window="1h"}`, deliveries && read(deliveries[channel].lastHour)] as const,
      [`{channel="${channel}",window="24h"}`, deliveries && read(deliveries[channel].lastDay)] as const,
    ]);
  const [waiting, oldest] = [perChannel((of) => of.waiting), perChannel((of) => of.oldestSeconds)];
  const [sent, median] = [perWindow((of) => of.sent), perWindow((of) => of.medianSeconds)];
  return [
    gauge('outbox_waiting', 'Messages that wait.', waiting),
    gauge('outbox_oldest_seconds', 'Age of the oldest message that waits.', oldest),
    gauge(
      'outbox_late',
      'Whether messages leave late, by many or by the median.',
      perChannel((of) => Number(of.late)),
    ),
    gauge(
      'outbox_dead',
      'Messages that were given up.',
      perChannel((of) => of.dead),
    ),
    gauge('delivery_sent', 'Messages that left in the window, at most the newest 10000.', sent),
    gauge('delivery_median_seconds', 'Median time from writing a message to handing it over.', median),
  ];
}

function ofPlatforms({ platforms }: ServiceState): readonly string[] {
  const perKind = (read: (known: Undelivered) => number): Sample[] =>
    kinds.map((kind) => [`{kind="${kind}"}`, platforms && read(platforms[kind])]);
  const [waiting, dead] = [perKind((of) => of.waiting), perKind((of) => of.dead)];
  return [
    gauge('platform_notices_waiting', 'Logouts and events that platforms have not heard of yet.', waiting),
    gauge('platform_notices_dead', 'Logouts and events that were given up.', dead),
  ];
}

const ofSms = ({ sms }: ServiceState): readonly string[] => [
  gauge('sms_gateway_rests', 'Whether the SMS gateway is left alone after failures.', [['', Number(sms.gatewayRests)]]),
  gauge('sms_hour_spent', 'Whether SMS wait because the hour has had its share.', [['', Number(sms.hourSpent)]]),
];

const ofCompanies = ({ companies }: ServiceState): readonly string[] => [
  gauge('sii_lists_changed', 'Companies whose representatives or standing at the SII changed within the hour.', [
    ['', companies?.changed],
  ]),
  gauge(
    'sii_lists_known',
    'Companies of which the SII has answered; past 10,000 as far as a hundred times the lists that changed.',
    [['', companies?.known]],
  ),
];

const ofRights = ({ rights }: ServiceState): readonly string[] => [
  gauge('rights_open', 'Requests for rights over personal data that wait for an answer.', [['', rights?.open]]),
  gauge('rights_due_soon', 'Those with three working days or less to their last day.', [['', rights?.soon]]),
  gauge('rights_overdue', 'Those that are past their last day.', [['', rights?.overdue]]),
];

/** What is not known has no sample: a zero would mean that all is well. */
function gauge(name: string, help: string, samples: readonly Sample[]): string {
  const full = `clave_sence_${name}`;
  const unit = name.endsWith('_seconds') ? `# UNIT ${full} seconds\n` : '';
  const lines = samples.flatMap(([labels, value]) => (value === undefined ? [] : [`${full}${labels} ${value}\n`]));
  return `# TYPE ${full} gauge\n${unit}# HELP ${full} ${help}\n${lines.join('')}`;
}
