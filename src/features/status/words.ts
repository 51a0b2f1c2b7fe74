import { clockOf, hourOf } from '../../account/hour.ts';
import type { Channel, Seen, ServiceState, Watched } from '../../ports/service-state.ts';
import type { Registry } from '../../ports/unavailable.ts';
import { type Coarse, coarse } from './coarse.ts';

const registries: Readonly<Record<Registry, string>> = {
  'civil-registry': 'Registro Civil',
  'tax-registry': 'Servicio de Impuestos Internos (SII)',
  'nie-registry': 'Registro de NIE',
  'otec-registry': 'Registro de OTEC y OTIC',
};
const DAY_MS = 24 * 3_600_000;

export type Badge = 'works' | 'fails' | 'late' | 'no-data' | 'stand-in';

/** A service on the page: how it stands, and what to know of it. */
export interface Told {
  readonly name: string;
  readonly badge: Badge;
  readonly lines: readonly string[];
}

/** The page of the state of the service, in words. */
export interface StateWords {
  readonly at: string;
  /** The whole in one sentence. */
  readonly sum: string;
  readonly services: readonly Told[];
  readonly messages: readonly Told[];
}

/** Says how well the service runs to whoever wants to know. */
export function stateWords(state: ServiceState): StateWords {
  const { at, database, deliveries } = state;
  const services: readonly Told[] = [
    {
      name: 'Ingreso con Clave Sence',
      badge: database ? 'works' : 'fails',
      lines: database ? [] : ['No está disponible. Vuelva a intentarlo en unos minutos.'],
    },
    ...(Object.keys(registries) as Registry[]).map((registry) => registryWords(registry, state)),
  ];
  const messages = deliveries
    ? [channelWords('mail', coarse(deliveries.mail), state), channelWords('sms', coarse(deliveries.sms), state)]
    : [];
  return { at: hourOf(at), sum: sumOf([...services, ...messages].map(({ badge }) => badge)), services, messages };
}

/** Never that everything works where something was not heard of. */
function sumOf(badges: readonly Badge[]): string {
  if (badges.includes('fails') || badges.includes('late')) return 'Hay servicios con problemas.';
  if (badges.includes('no-data')) return 'No hay problemas conocidos, pero faltan datos de algunos servicios.';
  return badges.includes('stand-in') ? 'Todo funciona, con servicios de prueba.' : 'Todo funciona.';
}

const badges: Readonly<Record<Seen['standing'], Badge>> = {
  working: 'works',
  failing: 'fails',
  unknown: 'no-data',
  'stand-in': 'stand-in',
};

function registryWords(registry: Registry, state: ServiceState): Told {
  const { standing } = state.services[registry];
  const lines: Readonly<Record<Seen['standing'], readonly string[]>> = {
    working: [],
    failing: [
      `No responde desde ${sinceOf(registry, state)}. Los trámites que lo consultan tienen que esperar; el intento no se cuenta.`,
    ],
    unknown: ['Todavía no sabemos si responde.'],
    'stand-in': ['Simulado: responde con personas y empresas de ficción.'],
  };
  return { name: registries[registry], badge: badges[standing], lines: lines[standing] };
}

function sinceOf(service: Watched, { at, services }: ServiceState): string {
  const since = services[service].since ?? at;
  return at.getTime() - since.getTime() < DAY_MS ? `las ${clockOf(since)}` : `el ${hourOf(since)}`;
}

const channels: Readonly<Record<Channel, { readonly name: string; readonly by: string; readonly leave: string }>> = {
  mail: { name: 'Correos', by: 'El servidor de correo', leave: 'Los correos salen' },
  sms: { name: 'SMS', by: 'La empresa que envía los SMS', leave: 'Los SMS salen' },
};

function channelWords(
  channel: Channel,
  { late, hourMinutes, dayMinutes, ...queue }: Coarse,
  state: ServiceState,
): Told {
  const held = heldUp(channel, state);
  const { standing } = state.services[channel];
  const lines = [
    ...(late ? ['Salen con demora.'] : held.length === 0 ? noted[standing] : []),
    ...held,
    `Última hora: ${paceWords(hourMinutes)}.`,
    `Últimas 24 horas: ${paceWords(dayMinutes)}.`,
    `En espera: menos de ${queue.waitingBelow}. El más antiguo espera hace menos de ${span(queue.oldestMinutes)}.`,
  ];
  const gone = standing === 'failing' || (channel === 'sms' && state.sms.gatewayRests);
  const badge = gone ? 'fails' : late || held.length > 0 ? 'late' : badges[standing];
  return { name: channels[channel].name, badge, lines };
}

/** What is told of a channel that holds nothing up. */
const noted: Readonly<Record<Seen['standing'], readonly string[]>> = {
  working: ['Salen dentro del plazo de 10 minutos.'],
  failing: [],
  unknown: ['Todavía no sabemos si salen.'],
  'stand-in': ['De prueba: no salen, y se leen en el buzón de este ambiente.'],
};

function heldUp(channel: Channel, state: ServiceState): readonly string[] {
  const { services, sms } = state;
  const { by, leave } = channels[channel];
  const rests = channel === 'sms' && sms.gatewayRests;
  const fails = services[channel].standing === 'failing';
  const away = fails ? `${by} no responde bien desde ${sinceOf(channel, state)}.` : `${by} no responde.`;
  return [
    ...(rests || fails ? [`${away} ${leave} solos cuando vuelva.`] : []),
    ...(channel === 'sms' && sms.hourSpent
      ? ['Esta hora tuvo muchos más SMS que lo habitual. Los demás salen en la hora siguiente.']
      : []),
  ];
}

const paceWords = (minutes: number | undefined): string =>
  minutes === undefined ? 'muy pocos mensajes para medir' : `la mitad salió en menos de ${span(minutes)}`;

const span = (minutes: number): string =>
  minutes === 1
    ? '1 minuto'
    : minutes === 60
      ? '1 hora'
      : minutes < 60
        ? `${minutes} minutos`
        : `${minutes / 60} horas`;
