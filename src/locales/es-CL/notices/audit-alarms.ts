import type { Alarm } from '../../../ports/alarm.ts';

type Stopped = Extract<Alarm, { alarm: 'audit-stopped' }>;
type Head = Extract<Alarm, { alarm: 'audit-head' }>;

const faults: Readonly<Record<Stopped['fault'], string>> = {
  'row-refused': 'Fila agregada o cambiada antes de su sello',
  'row-gone': 'Fila que estaba y ya no está, o cambió',
  'head-gone': 'Sello que estaba escrito y ya no está',
};

/** A trail that is sealed no further. */
export const auditStoppedWords = ({ fault, about }: Stopped) => ({
  what: 'Se detuvo el sello de la bitácora',
  advice:
    'Alguien escribió en la bitácora por fuera de este sistema, o quitó algo de ella. Nada se sella desde ahí. Detenga todo acceso a la base, guarde una copia y compruebe con «npm run -s audit -- verify». Lo que sigue está en docs/audit.md.',
  figures: [
    ['Qué falla', faults[fault]],
    ['Cuál', about],
  ] as const,
});

/** The last seal, for a mailbox to which a user of the database cannot write: what to keep, and how to compare it. */
export const auditHeadWords = ({ head, rows }: Head) => ({
  subject: 'Clave Sence: último sello de la bitácora',
  what: 'Último sello de la bitácora',
  advice: 'Guarde este correo. Quien escriba en la base puede cortar o rehacer la bitácora, pero no este sello.',
  more: [
    'Para comparar, ejecute la orden de abajo donde corre Clave Sence. Si responde una sola línea con «intact», la bitácora tiene este sello y nada cambió. Si responde «broken», no borre nada y siga docs/audit.md.',
    'Llega uno cada día. Si falta, pregunte por qué.',
  ],
  figures: [
    ['Sello', head],
    ['Filas selladas hasta ahí', rows],
    ['Orden', `npm run -s audit -- verify --head ${head}`],
  ] as const,
  footer: 'Este correo no dice que algo falle. En el registro (log), los sellos son las líneas «audit trail sealed».',
});
