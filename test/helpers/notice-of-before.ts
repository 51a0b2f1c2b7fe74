import { parseInstant } from '../../src/domain/instant.ts';
import { isDay } from '../../src/domain/working-days.ts';
import { formatters } from '../../src/locales/locale.ts';
import type { Notice } from '../../src/ports/notice.ts';

const { instant, day, longDay, list } = formatters('es-CL');

/** Words that the version before stored in place of a code. */
const names: Readonly<Record<string, string>> = {
  email: 'Email',
  mobile: 'Celular',
  address: 'Domicilio',
  'home-phone': 'Teléfono Particular',
  'work-phone': 'Teléfono Trabajo',
  rectificacion: 'Rectificación de mis datos',
  supresion: 'Supresión de mis datos',
  oposicion: 'Oposición a un uso de mis datos',
};

type Actor = { readonly name: string } | { readonly maskedRut: string };
const actor = (one: Actor): string => ('name' in one ? one.name : `RUT ${one.maskedRut}`);

function before(field: string, value: unknown): unknown {
  if (field === 'what' || field === 'waiting' || field === 'replaced')
    return list((value as string[]).map((code) => names[code] ?? ''));
  if (field === 'right') return names[value as string];
  if (field === 'representative') return actor(value as Actor);
  if (field === 'left' || field === 'joined') return list((value as { named: Actor[] }).named.map(actor));
  if (typeof value !== 'string') return value;
  const at = parseInstant(value);
  return at ? instant(at) : isDay(value) ? day(value) : value;
}

/** A notice as the version before stored it: with words in place of instants, days, codes and people. */
export function noticeOfBefore(notice: Notice): Notice {
  if (notice.kind === 'alarm') return notice;
  const worded = Object.fromEntries(Object.entries(notice).map(([field, value]) => [field, before(field, value)]));
  // Of the end of a wait the mail says the day, and no hour.
  const until = notice.kind === 'case-news' && notice.until && parseInstant(notice.until);
  return (until ? { ...worded, until: longDay(until) } : worded) as never;
}
