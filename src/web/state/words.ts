import { clockOf, hourOf } from '../../account/hour.ts';
import type { ServiceState } from '../../ports/service-state.ts';
import type { Registry } from '../../ports/unavailable.ts';
import { type Coarse, coarse } from './coarse.ts';

const registries: Readonly<Record<Registry, string>> = {
  'civil-registry': 'Registro Civil',
  'tax-registry': 'Servicio de Impuestos Internos (SII)',
  'nie-registry': 'Registro de NIE',
  'otec-registry': 'Registro de OTEC y OTIC',
};
const DAY_MS = 24 * 3_600_000;

/** A service on the page: whether it works, and what to know of it. */
export interface Told {
  readonly name: string;
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** The page of the state of the service, in words. */
export interface StateWords {
  readonly at: string;
  readonly services: readonly Told[];
  readonly messages: readonly Told[];
}

/** Says how well the service runs to whoever wants to know. */
export function stateWords(state: ServiceState): StateWords {
  const { at, database, deliveries } = state;
  return {
    at: hourOf(at),
    services: [
      {
        name: 'Ingreso con Clave Sence',
        ok: database,
        lines: database ? [] : ['No está disponible. Vuelva a intentarlo en unos minutos.'],
      },
      ...(Object.keys(registries) as Registry[]).map((registry) => registryWords(registry, state)),
    ],
    messages: deliveries
      ? [
          channelWords('Correos', coarse(deliveries.mail), []),
          channelWords('SMS', coarse(deliveries.sms), heldUp(state)),
        ]
      : [],
  };
}

function registryWords(registry: Registry, { failing, at }: ServiceState): Told {
  const since = failing.find((one) => one.registry === registry)?.since;
  const name = registries[registry];
  if (!since) return { name, ok: true, lines: [] };
  const hour = at.getTime() - since.getTime() < DAY_MS ? `las ${clockOf(since)}` : `el ${hourOf(since)}`;
  return {
    name,
    ok: false,
    lines: [`No responde desde ${hour}. Los trámites que lo consultan tienen que esperar; el intento no se cuenta.`],
  };
}

function heldUp({ sms }: ServiceState): string[] {
  return [
    ...(sms.gatewayRests ? ['La empresa que envía los SMS no responde. Los SMS salen solos cuando vuelva.'] : []),
    ...(sms.hourSpent ? ['Esta hora tuvo muchos más SMS que lo habitual. Los demás salen en la hora siguiente.'] : []),
  ];
}

function channelWords(name: string, { late, hourMinutes, dayMinutes, ...queue }: Coarse, held: string[]): Told {
  return {
    name,
    ok: !late && held.length === 0,
    lines: [
      late ? 'Salen con demora.' : 'Salen dentro del plazo de 10 minutos.',
      ...held,
      `Última hora: ${paceWords(hourMinutes)}.`,
      `Últimas 24 horas: ${paceWords(dayMinutes)}.`,
      `En espera: menos de ${queue.waitingBelow}. El más antiguo espera hace menos de ${span(queue.oldestMinutes)}.`,
    ],
  };
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
