import { budgets } from '../../domain/throttle.ts';
import type { Alarm } from '../../ports/alarm.ts';
import type { Limit } from '../../ports/consume-all.ts';

type Stopped = Extract<Alarm, { alarm: 'audit-stopped' }>;
type Head = Extract<Alarm, { alarm: 'audit-head' }>;

const faults: Readonly<Record<Stopped['fault'], string>> = {
  'row-refused': 'Fila agregada o cambiada antes de su sello',
  'row-gone': 'Fila que estaba y ya no está, o cambió',
  'head-gone': 'Sello que estaba escrito y ya no está',
};

/** What the letter says of a trail that is sealed no further. */
export const auditStoppedWords = ({ fault, about }: Stopped) => ({
  what: 'Se detuvo el sello de la bitácora',
  advice:
    'Alguien escribió en la bitácora por fuera de este sistema, o quitó algo de ella. Nada se sella desde ahí. Detenga todo acceso a la base, guarde una copia y compruebe con «npm run audit -- verify». Lo que sigue está en docs/audit.md.',
  figures: [
    ['Qué falla', faults[fault]],
    ['Cuál', about],
  ] as const,
});

/** The last seal, kept in a mailbox where who has the database does not write. */
export const auditHeadWords = ({ head, rows }: Head) => ({
  subject: 'Clave Sence: último sello de la bitácora',
  what: 'Último sello de la bitácora',
  advice:
    'Guarde este correo. Con este sello se comprueba después que la bitácora no fue cortada ni hecha de nuevo: «npm run audit -- verify --head SELLO».',
  figures: [
    ['Sello', head],
    ['Filas selladas', rows],
  ] as const,
  often: 'Este aviso llega una vez al día y no dice que algo falle.',
});

/** The last seal is told once a day, by whichever instance is first. */
export const auditHeadLimits = (alarm: Alarm): readonly Limit[] =>
  alarm.alarm === 'audit-head' ? [{ budget: budgets.alarmLetterDaily, by: [alarm.alarm] }] : [];
