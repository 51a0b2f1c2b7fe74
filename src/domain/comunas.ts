import comunas from './comunas.json' with { type: 'json' };
import { Refusal } from './refusal.ts';

interface Region {
  readonly code: string;
  readonly name: string;
  readonly comunas: readonly { readonly code: string; readonly name: string }[];
}

/** Regions from north to south with their official display names. */
const order: readonly (readonly [string, string])[] = [
  ['15', 'Región de Arica y Parinacota'],
  ['01', 'Región de Tarapacá'],
  ['02', 'Región de Antofagasta'],
  ['03', 'Región de Atacama'],
  ['04', 'Región de Coquimbo'],
  ['05', 'Región de Valparaíso'],
  ['13', 'Región Metropolitana de Santiago'],
  ['06', "Región del Libertador General Bernardo O'Higgins"],
  ['07', 'Región del Maule'],
  ['16', 'Región de Ñuble'],
  ['08', 'Región del Biobío'],
  ['09', 'Región de La Araucanía'],
  ['14', 'Región de Los Ríos'],
  ['10', 'Región de Los Lagos'],
  ['11', 'Región de Aysén del General Carlos Ibáñez del Campo'],
  ['12', 'Región de Magallanes y de la Antártica Chilena'],
];

const spanish = new Intl.Collator('es', { sensitivity: 'base' });

/** The 346 comunas (SUBDERE, 2018 v04) grouped by region, in the order that is usual in Chile. */
export const regions: readonly Region[] = order.map(([code, name]) => ({
  code,
  name,
  comunas: comunas
    .filter((row) => row.codigoRegion === code)
    .map((row) => ({ code: row.codigo, name: row.comuna }))
    .sort((one, other) => spanish.compare(one.name, other.name)),
}));

const byCode = new Map(
  regions.flatMap((region) =>
    region.comunas.map((comuna) => [comuna.code, { comuna: comuna.name, region: region.name, code: region.code }]),
  ),
);

/** Reads the code of a comuna; throws `comuna-missing` for what is not in the table. */
export function parseComuna(text: string): string {
  if (!byCode.has(text)) throw new Refusal('comuna-missing');
  return text;
}

/** Whether it is the code of a region ("13"). */
export function isRegion(text: string): boolean {
  return regions.some(({ code }) => code === text);
}

/** Reads the code of a region, of `comuna` where none was chosen; throws `region-missing`. */
export function parseRegion(text: string, comuna = ''): string {
  const code = text || (byCode.get(comuna)?.code ?? '');
  if (!isRegion(code)) throw new Refusal('region-missing');
  return code;
}

/**
 * Reads a comuna of a region, which was chosen among those of `listed`; throws `comuna-missing`, or `comuna-unlisted`
 * where it could not be chosen, because the list was of another region or of none.
 */
export function parseComunaOf(region: string, text: string, listed: string): string {
  if (byCode.get(text)?.code === region) return text;
  throw new Refusal(isRegion(region) && region !== listed ? 'comuna-unlisted' : 'comuna-missing');
}

/** Names of a comuna and its region, for the address claim. */
export function placeOf(code: string): { readonly comuna: string; readonly region: string } | undefined {
  return byCode.get(code);
}
