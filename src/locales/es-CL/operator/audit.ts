import type { Texts } from '../../shape/texts.ts';

interface BrokenData {
  readonly 'key-unknown': { readonly seal: number; readonly key: string };
  readonly 'head-missing': { readonly seal: number; readonly last: number | undefined };
  readonly 'head-other': { readonly seal: number };
  readonly 'row-changed': { readonly row: bigint; readonly seal: number };
  readonly 'row-missing': { readonly row: bigint; readonly seal: number };
  readonly 'row-put-in': { readonly row: bigint };
  readonly 'seal-changed': { readonly seal: number };
  readonly 'seal-missing': { readonly seal: number };
  readonly 'seal-put-in': { readonly seal: number };
}

/** The first place where the trail differs from its seals. */
export const brokenTrails: Texts<BrokenData> = {
  'head-missing': ({ seal, last }) => `falta el sello ${seal}, que es el dado: el último es ${last ?? 'ninguno'}`,
  'head-other': ({ seal }) => `el sello ${seal} no es el dado: la bitácora se selló de nuevo`,
  'key-unknown': ({ seal, key }) => `el sello ${seal} nombra la llave ${key}, que SECRETS_KEY no nombra`,
  'row-changed': ({ row, seal }) => `la fila ${row} fue cambiada (sello ${seal})`,
  'row-missing': ({ row, seal }) => `falta la fila ${row} (sello ${seal})`,
  'row-put-in': ({ row }) => `la fila ${row} fue agregada cuando sus vecinas ya estaban selladas`,
  'seal-changed': ({ seal }) => `el sello ${seal} fue cambiado, o no sigue al anterior`,
  'seal-missing': ({ seal }) => `falta el sello ${seal}`,
  'seal-put-in': ({ seal }) => `el sello ${seal} fue agregado`,
};

interface FaultData {
  readonly 'head-gone': { readonly about: string };
  readonly 'row-gone': { readonly about: string };
  readonly 'row-refused': { readonly about: string };
}

/** The cause that stops the sealing; code and details are those of the trail. */
export const trailFaults: Texts<FaultData> = {
  'head-gone': ({ about }) =>
    `el sello ${about} estaba escrito, y la bitácora no tiene uno así: fue cortada, rehecha o es otra`,
  'row-gone': ({ about }) => `la fila ${about} estaba y no es la misma, o ya no está`,
  'row-refused': ({ about }) =>
    `la fila ${about.split(':')[0]} no es como la escribió el servidor: fue agregada o cambiada antes de su sello`,
};

interface NothingWrongData {
  readonly 'row-true': { readonly row: bigint };
  readonly 'seal-stands': { readonly head: string };
}

/** Why there is nothing to accept. */
export const nothingWrong: Texts<NothingWrongData> = {
  'row-true': ({ row }) => `la fila ${row} es como la escribió el servidor`,
  'seal-stands': ({ head }) => `la bitácora tiene el sello ${head}`,
};

interface HeadFileData {
  readonly 'no-head': { readonly file: string };
  readonly 'not-made': { readonly file: string; readonly reason: string };
  readonly 'not-read': { readonly file: string; readonly reason: string };
}

/** Why the file of the last head cannot be used, and what to do. */
export const headFileMistakes: Texts<HeadFileData> = {
  'no-head': ({ file }) =>
    `TRAIL_HEAD_FILE: ${file} no tiene un sello de la bitácora ("4711:" y 64 cifras hexadecimales); escriba en él el del último correo diario o del registro (log)`,
  'not-made': ({ file, reason }) =>
    `TRAIL_HEAD_FILE: no se puede crear ${file} (${reason}); cree su carpeta y deje que el usuario del servidor escriba en ella`,
  'not-read': ({ file, reason }) =>
    `TRAIL_HEAD_FILE: no se puede leer ${file} (${reason}); deje que el usuario del servidor lo lea y escriba`,
};

/** Why the server does not start on a trail without the head that was kept, and how to accept it. */
export const lostHeadText = (file: string, kept: string, last: string | undefined): string =>
  [
    `TRAIL_HEAD_FILE: la bitácora de esta base de datos no tiene el sello ${kept}, que está en ${file}; su último es ${last ?? 'ninguno'}.`,
    'La bitácora fue cortada, comenzada de nuevo o devuelta a un estado anterior, o DATABASE_URL lleva a otra base (docs/audit.md, At the start).',
    'Averigüe cuál de ellas antes de cualquier otra cosa: compare con los correos diarios a ALERTS_TO y con el registro (log), y guarde una copia de la base.',
    'Si se sabe y se quiso así (se restauró un respaldo), dos operadores lo aceptan y el servidor parte:',
    `  npm run -s audit -- accept --head ${kept} --by 'NOMBRE DE UNO' --by 'NOMBRE DEL OTRO'`,
  ].join('\n');

interface ResultData {
  readonly accepted: { readonly by: readonly [string, string]; readonly fault: string };
  readonly broken: { readonly place: string };
  readonly intact: Intact;
  readonly 'put-back': Versions;
  readonly 'taken-out': Versions;
  readonly 'row-put-back': RowVersions;
  readonly 'row-taken-out': RowVersions;
  readonly 'row-gone': Omit<RowVersions, 'version'>;
}

interface RowVersions {
  readonly table: string;
  readonly row: string;
  readonly version: number;
  readonly known: number;
}

interface Intact {
  readonly rows: number;
  readonly seals: number;
  /** In the form of `--head`. */
  readonly head: string | undefined;
  readonly unsealed: number;
  readonly accepted: number;
}

interface Versions {
  readonly accountId: string;
  readonly version: number;
  readonly known: number;
}

/** What the command found or did. Programs look for the words «intact» and «broken». */
export const auditResults: Texts<ResultData> = {
  accepted: ({ by: [one, other], fault }) => `aceptado por ${one} y ${other}: ${fault}`,
  broken: ({ place }) => `broken: ${place}`,
  intact: ({ rows, seals, head, unsealed, accepted }) =>
    [
      `${rows} filas, ${seals} sellos, último ${head ?? 'ninguno'}, intact`,
      ...(unsealed > 0 ? [`${unsealed} filas todavía sin sello`] : []),
      ...(accepted > 0 ? [`${accepted} filas que el servidor no escribió, aceptadas por dos operadores`] : []),
    ].join('; '),
  'put-back': ({ accountId, version, known }) =>
    `la cuenta ${accountId} fue devuelta a un estado anterior: su fila tiene la versión ${version}, y la bitácora conoce la ${known}`,
  'taken-out': ({ accountId, version, known }) =>
    `la cuenta ${accountId} tiene la versión ${version}, y la bitácora no conoce ninguna después de la ${known}: se quitaron actos`,
  'row-put-back': ({ table, row, version, known }) =>
    `la fila ${row} de ${table} fue devuelta a un estado anterior: tiene la versión ${version}, y la bitácora conoce la ${known}`,
  'row-taken-out': ({ table, row, version, known }) =>
    `la fila ${row} de ${table} tiene la versión ${version}, y la bitácora no conoce ninguna después de la ${known}: se quitaron actos`,
  'row-gone': ({ table, row, known }) =>
    `falta la fila ${row} de ${table}, de la que la bitácora conoce la versión ${known}`,
};
