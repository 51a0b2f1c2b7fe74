import type { Alarm } from '../../../ports/alarm.ts';
import type { Registry } from '../../../ports/unavailable.ts';
import type { Worded } from '../../shape/notices.ts';
import { formats } from '../formats/formats.ts';
import { auditHeadWords, auditStoppedWords } from './audit-alarms.ts';
import { casesAlarmWords } from './cases-alarms.ts';
import { rightsAlarmWords } from './rights-alarms.ts';

interface Said {
  readonly what: string;
  readonly advice: string;
  readonly figures: readonly (readonly [label: string, value: number | string])[];
  /** Paragraphs after the advice. */
  readonly more?: readonly string[];
  /** How often the mail is sent, if it is not once an hour. */
  readonly often?: string;
  /** The whole last line, if the log has no line of an alarm. */
  readonly footer?: string;
  /** The subject, if nothing is wrong. */
  readonly subject?: string;
}

const registries: Readonly<Record<Registry, string>> = {
  'civil-registry': 'Registro Civil',
  'tax-registry': 'SII',
  'nie-registry': 'registro de NIE',
  'otec-registry': 'registro de OTEC y OTIC',
};

const hourOf = (iso: string): string => formats.shortInstant(new Date(iso));

const said: { readonly [K in Alarm['alarm']]: (alarm: Extract<Alarm, { alarm: K }>) => Said } = {
  'outbox-late': ({ oldestSeconds, waiting, dead }) => ({
    what: 'Los mensajes salen con demora',
    advice:
      'Varios mensajes esperan hace más de cinco minutos, o la mitad tarda más que eso. Revise el servidor de correo y la pasarela de SMS.',
    figures: [
      ['Minutos de espera del más antiguo', Math.floor(oldestSeconds / 60)],
      ['Mensajes en espera', waiting],
      ['Mensajes abandonados', dead],
    ],
  }),
  'dead-letters': ({ lately, dead }) => ({
    what: 'Hay mensajes sin entregar',
    advice:
      'Se abandonaron mensajes en la última hora. La causa de cada uno está en la tabla outbox, columna last_error.',
    figures: [
      ['Abandonados en la última hora', lately],
      ['Abandonados en total', dead],
    ],
  }),
  'platforms-untold': ({ lately, dead }) => ({
    what: 'Hay plataformas sin avisar',
    advice:
      'Se abandonaron avisos de sesiones cerradas o de cuentas en la última hora. La causa está en las tablas logout_notices y event_notices, columna last_error.',
    figures: [
      ['Abandonados en la última hora', lately],
      ['Abandonados en total', dead],
    ],
  }),
  'sms-breaker': ({ sent, most, waiting }) => ({
    what: 'Se detuvo la salida de SMS',
    advice:
      'Esta hora tuvo muchos más SMS que lo habitual. Los demás esperan la hora siguiente y salen solos; los correos siguen saliendo. Revise si alguien los provoca.',
    figures: [
      ['SMS de esta hora', sent],
      ['Máximo de esta hora', most],
      ['SMS en espera', waiting],
    ],
  }),
  'registry-down': ({ registry, failed, since }) => ({
    what: `No responde: ${registries[registry]}`,
    advice: 'Quien lo necesita para registrarse o comprobar su identidad ve que no está disponible. Avise a su dueño.',
    figures: [
      ['Consultas seguidas sin respuesta', failed],
      ['Desde', hourOf(since)],
    ],
  }),
  'channel-down': ({ channel, failed, since }) => ({
    what: `No funciona: ${channel === 'mail' ? 'servidor de correo' : 'pasarela de SMS'}`,
    advice:
      'No acepta la conexión, la identificación o al remitente. Los mensajes esperan y salen solos cuando vuelva. La causa está en el registro (log): «message not delivered».',
    figures: [
      ['Fallas seguidas', failed],
      ['Desde', hourOf(since)],
    ],
  }),
  'recipients-refused': () => ({
    what: 'Se rechaza a casi todos',
    advice:
      'En la última hora fueron más los destinatarios rechazados que los mensajes entregados. Revise que el servidor de correo no rechace todo: lo rechazado no se intenta otra vez.',
    figures: [],
  }),
  'sii-glitch': ({ changed, known }) => ({
    what: 'El SII informa cambios dudosos',
    advice:
      'En una hora cambió más de una de cada cien listas de representantes, o esas empresas ya no existen según el SII. Mientras tanto no hacemos nada con ellas y sus respuestas no cuentan. Avise al SII. Una lista que siga igual después de una hora se toma por cierta. De las empresas que ya no existen se toma por cierta una de cada cien por hora.',
    figures: [
      ['Empresas que cambiaron en la última hora', changed],
      ['Empresas conocidas', known],
    ],
  }),
  'throttle-storm': ({ shut }) => ({
    what: 'Muchos intentos fallidos a la vez',
    advice:
      'Hay muchas redes y cuentas en espera por haber agotado sus intentos. Puede ser un ataque: revise el origen en el registro (log).',
    figures: [['Redes y cuentas en espera', shut]],
  }),
  'rights-due': rightsAlarmWords,
  'cases-due': casesAlarmWords,
  'audit-head-gone': ({ head }) => ({
    what: 'Falta un sello de la bitácora',
    advice:
      'El último sello que quedó escrito en el registro (log) ya no está en la tabla: la bitácora fue cortada o hecha de nuevo. Detenga todo acceso a la base y compruebe con «npm run -s audit -- verify». Lo que sigue está en docs/audit.md.',
    figures: [['Sello que falta', head]],
  }),
  'row-tampered': ({ rows, table, reference }) => ({
    what: 'Filas de la base sin firma válida',
    advice:
      'Hay filas sin la firma que les puso este sistema. Alguien las cambió, movió o repuso, se restauró un respaldo, o falta una llave en SECRETS_KEY. Sus cuentas están detenidas.',
    more: [
      'Revise quién tiene acceso a la base y vea las filas con «npm run -s repair -- show». Cómo se reparan está en docs/repair.md: no firme ninguna sin saber antes por qué falló.',
    ],
    figures: [
      ['Filas en la última hora', rows],
      ['Tabla de la última', table],
      ['Código de atención de la última', reference],
    ],
  }),
  'audit-unsealed': ({ since }) => ({
    what: 'La bitácora no se está sellando',
    advice:
      'Hay filas que esperan su sello hace más de cinco minutos. Revise que el proceso que sella esté en marcha. Más en docs/audit.md.',
    figures: [['Desde', hourOf(since)]],
  }),
  'audit-stopped': auditStoppedWords,
  'audit-head': auditHeadWords,
};

const HOURLY = 'Mientras dure la causa, este aviso llega a lo más una vez por hora.';

/** The mail of an alarm to the operators: what, since when, how much, what to check. No personal data. */
export function alarmWords(at: string, alarm: Alarm): Worded {
  const {
    what,
    advice,
    more = [],
    figures,
    often,
    footer,
    subject,
  } = (said[alarm.alarm] as (alarm: Alarm) => Said)(alarm);
  return {
    subject: subject ?? `Alarma de Clave Sence: ${what}`,
    title: what,
    paragraphs: [advice, ...more],
    details: [
      { label: 'Cuándo', value: hourOf(at) },
      ...figures.map(([label, value]) => ({ label, value: String(value) })),
    ],
    footer: [footer ?? `${often ?? HOURLY} En el registro (log) es la línea con alarm = ${alarm.alarm}.`],
    sms: `SENCE: alarma ${alarm.alarm}. Revise el correo.`,
  };
}
