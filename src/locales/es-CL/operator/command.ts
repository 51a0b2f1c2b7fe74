import type { Texts } from '../../shape/texts.ts';
import { wordsOfFault } from './row-faults.ts';

interface UsageData {
  readonly 'alg-only-rotate': object;
  readonly 'alg-unknown': { readonly known: readonly string[]; readonly given: string };
  readonly 'account-uuid': { readonly given: string };
  readonly 'apply-owns': object;
  readonly 'by-twice': object;
  readonly 'decision-unknown': { readonly given: string };
  readonly 'file-missing': { readonly name: string };
  readonly 'folio-invalid': { readonly given: string };
  readonly 'folio-missing': object;
  readonly 'ground-granted': object;
  readonly 'ground-unknown': { readonly given: string; readonly known: readonly string[] };
  readonly 'head-or-row': object;
  readonly 'head-shape': { readonly given: string };
  readonly 'input-late': object;
  readonly 'instant-shape': { readonly name: string; readonly given: string };
  readonly 'key-length': { readonly table: string; readonly keys: number };
  readonly 'kid-missing': { readonly verb: string };
  readonly 'limit-range': { readonly most: number };
  readonly 'list-without-folio': object;
  readonly 'option-required': { readonly name: string };
  readonly 'option-takes-none': { readonly option: string };
  readonly 'option-unknown': { readonly option: string };
  readonly 'option-without-value': { readonly option: string };
  readonly 'unknown-word': { readonly option: string; readonly known: readonly string[] };
  readonly 'reason-missing': { readonly known: readonly string[] };
  readonly 'reasons-empty': object;
  readonly 'reasons-long': { readonly most: number };
  readonly 'reasons-missing': object;
  readonly 'because-missing': { readonly known: readonly string[] };
  readonly 'role-shape': { readonly name: string; readonly given: string };
  readonly 'roles-same': object;
  readonly 'same-person': object;
  readonly 'staff-name': { readonly option: string };
  readonly 'staff-field': { readonly field: string; readonly reason: string };
  readonly 'staff-file-missing': object;
  readonly 'change-id': object;
  readonly 'staff-id': object;
  readonly 'table-missing': object;
  readonly 'table-unknown': { readonly given: string };
  readonly 'text-long': { readonly name: string };
  readonly 'text-unreadable': { readonly name: string };
  readonly 'text-utf8': { readonly name: string };
  readonly 'verb-missing': object;
  readonly 'verb-unknown': { readonly given: string };
  readonly 'word-unexpected': { readonly word: string | undefined };
}

/** The source of a text; "-" is standard input. */
const sourceOf = (name: string): string => (name === '-' ? 'la entrada estándar' : `el archivo ${name}`);

/** What is wrong with a command line, or with a file that it names. */
export const usageMistakes: Texts<UsageData> = {
  'account-uuid': ({ given }) => `--account lleva el UUID de una cuenta, y no ${given}`,
  'alg-only-rotate': () => '--alg va solo con rotate',
  'alg-unknown': ({ known, given }) => `--alg es ${known.join(', ')}, y no ${given}`,
  'apply-owns': () => 'apply toma el dueño y la base de MIGRATIONS_DATABASE_URL: no lleva --owner ni --database',
  'because-missing': ({ known }) => `--because es ${known.join(', ')}`,
  'by-twice': () => '--by va dos veces, con los nombres de dos operadores distintos',
  'decision-unknown': ({ given }) => `no existe la decisión ${given}`,
  'file-missing': ({ name }) => `no existe el archivo ${name}; «-» lee de la entrada estándar`,
  'folio-invalid': ({ given }) => `no es un folio: ${given}`,
  'folio-missing': () => 'va un folio, como lo muestra list',
  'ground-granted': () => '--ground va con lo que no se acoge, o se acoge en parte',
  'ground-unknown': ({ given, known }) => `no existe el fundamento ${given}: ${known.join(', ')}`,
  'head-or-row': () => 'falta --head N:HMAC o --row N, uno de los dos',
  'head-shape': ({ given }) => `--head lleva un sello, N:HMAC con 64 cifras hexadecimales, y no ${given}`,
  'input-late': () => 'la entrada estándar no terminó',
  'instant-shape': ({ name, given }) => `--${name} lleva un día o un instante con su zona, y no ${given}`,
  'key-length': ({ table, keys }) => `la clave de ${table} lleva ${keys} valor${keys === 1 ? '' : 'es'}`,
  'kid-missing': ({ verb }) => `${verb} lleva un KID, como lo muestra list`,
  'limit-range': ({ most }) => `--limit va de 1 a ${most}`,
  'list-without-folio': () => 'list no lleva folio',
  'option-required': ({ name }) => `falta ${name}`,
  'option-takes-none': ({ option }) => `la opción ${option} no lleva valor`,
  'option-unknown': ({ option }) => `no existe la opción ${option}`,
  'option-without-value': ({ option }) => `a la opción ${option} le falta su valor`,
  'unknown-word': ({ option, known }) => `${option} lleva una de estas palabras: ${known.join(', ')}`,
  'reason-missing': ({ known }) => `--reason lleva un motivo: ${known.join(', ')}`,
  'reasons-empty': () => 'los fundamentos están vacíos',
  'reasons-long': ({ most }) => `los fundamentos tienen más de ${most} caracteres`,
  'reasons-missing': () => 'falta --reasons ARCHIVO: lo que no se acoge se funda',
  'role-shape': ({ name, given }) => `--${name} lleva letras minúsculas, cifras y _, y no ${given}`,
  'roles-same': () => 'el servidor y el dueño son dos roles distintos',
  'same-person': () => '--by y --and son dos personas distintas',
  'staff-field': ({ field, reason }) => `${field}: ${reason}`,
  'staff-file-missing': () => 'va un archivo con la ficha de la persona, o «-»',
  'change-id': () => 'va el ID de un cambio, como lo muestra list',
  'staff-id': () => 'va el ID de una persona, como lo muestra list',
  'staff-name': ({ option }) => `${option} lleva el nombre de quien actúa: de 2 a 80 letras, sin RUT ni correo`,
  'table-missing': () => 'falta la tabla',
  'table-unknown': ({ given }) => `no hay una tabla firmada que se llame ${given}`,
  'text-long': ({ name }) => `${sourceOf(name)} es demasiado largo`,
  'text-unreadable': ({ name }) => `no se pudo leer ${sourceOf(name)}`,
  'text-utf8': ({ name }) => `${sourceOf(name)} no es texto en UTF-8`,
  'verb-missing': () => 'falta la orden',
  'verb-unknown': ({ given }) => `no existe la orden ${given}`,
  'word-unexpected': ({ word }) => `sobra ${word ?? 'una palabra'}`,
};

interface FailureData {
  readonly 'database-away': { readonly cause: string | undefined };
  readonly 'row-tampered': { readonly row: string; readonly table: string; readonly reason: string };
  readonly 'type-text': object;
}

/** Messages of each command about the database, and about a text that is typed. */
export const commandTexts: Texts<FailureData> = {
  'database-away': ({ cause }) => `la base de datos no responde${cause === undefined ? '' : `: ${cause}`}`,
  'row-tampered': ({ row, table, reason }) => `la fila ${row} de ${table} no verifica: ${wordsOfFault(reason)}`,
  'type-text': () => 'Escriba el texto y termine con Ctrl-D en una línea vacía.',
};
