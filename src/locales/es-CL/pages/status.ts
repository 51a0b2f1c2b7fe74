import type { StatusPages } from '../../shape/pages/status.ts';

/** The state of the service. */
export const status: StatusPages = {
  title: 'Estado del servicio',
  signIn: 'Ingreso con Clave Sence',
  away: 'No está disponible. Vuelva a intentarlo en unos minutos.',
  registries: {
    'civil-registry': 'Registro Civil',
    'tax-registry': 'Servicio de Impuestos Internos (SII)',
    'nie-registry': 'Registro de NIE',
    'otec-registry': 'Registro de OTEC y OTIC',
  },
  sums: {
    problems: 'Hay servicios con problemas.',
    noData: 'No hay problemas conocidos, pero faltan datos de algunos servicios.',
    standIn: 'Todo funciona, con servicios de prueba.',
    works: 'Todo funciona.',
  },
  registryFails: (since: string) =>
    `No responde desde ${since}. Los trámites que lo consultan tienen que esperar; el intento no se cuenta.`,
  registryUnknown: 'Todavía no sabemos si responde.',
  registryStandIn: 'Simulado: responde con personas y empresas de ficción.',
  /** After «desde»: a time of the last 24 hours, or a date with its time. */
  sinceTime: (time: string) => `las ${time}`,
  sinceDay: (instant: string) => `el ${instant}`,
  channels: {
    mail: { name: 'Correos', by: 'El servidor de correo', leave: 'Los correos salen' },
    sms: { name: 'SMS', by: 'La empresa que envía los SMS', leave: 'Los SMS salen' },
  },
  late: 'Salen con demora.',
  onTime: 'Salen dentro del plazo de 10 minutos.',
  channelUnknown: 'Todavía no sabemos si salen.',
  channelStandIn: 'De prueba: no salen, y se leen en el buzón de este ambiente.',
  lastHour: (pace: string) => `Última hora: ${pace}.`,
  lastDay: (pace: string) => `Últimas 24 horas: ${pace}.`,
  waiting: (count: number, oldest: string) =>
    `En espera: menos de ${count}. El más antiguo espera hace menos de ${oldest}.`,
  median: (duration: string) => `la mitad salió en menos de ${duration}`,
  tooFew: 'muy pocos mensajes para medir',
  channelFails: (by: string, since: string) => `${by} no responde bien desde ${since}.`,
  channelRests: (by: string) => `${by} no responde.`,
  leaveLater: (leave: string) => `${leave} solos cuando vuelva.`,
  hourSpent: 'Esta hora tuvo muchos más SMS que lo habitual. Los demás salen en la hora siguiente.',
};
