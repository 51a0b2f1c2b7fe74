import type { FileMistake, FileMistakes, PlacedMistake } from '../../../ports/client-file-mistakes.ts';
import type { Texts } from '../../shape/texts.ts';
import { clientKeyMistakes } from './client-keys.ts';
import { clientCombinationMistakes, clientShapeMistakes } from './client-mistakes.ts';

/** What is wrong with the secrets of client files, with several files, and with the folder. */
const fileMistakes: Texts<FileMistakes> = {
  'api-twice': ({ api, file }) => `la API "${api}" se declara también en ${file}`,
  'api-undeclared': ({ api }) => `ninguna plataforma declara la API "${api}"`,
  'api-without-scopes': ({ scopes }) => `la API no tiene "${scopes.join(' ')}"`,
  'folder-unreadable': ({ reason }) => `no se puede leer (${reason}); indique CLIENTS_DIR`,
  'id-internal': () => 'es de una parte de Clave Sence; elija otro nombre',
  'id-twice': ({ id, file }) => `"${id}" está también en ${file}`,
  library: ({ reason }) => `la biblioteca de OpenID la rechaza: «${reason}»`,
  'logo-kind': () => 'el archivo no es PNG ni JPG por su contenido',
  'logo-large': ({ bytes, most }) => `el archivo tiene o llega a tener ${bytes} bytes, y el máximo es ${most}`,
  'logo-not-drawn': () => 'la imagen está dañada o es demasiado grande, y no se puede dibujar',
  'logo-sides': ({ width, height, least, most }) =>
    `la imagen mide ${width} por ${height} píxeles; cada lado debe tener de ${least} a ${most}`,
  'logo-unreadable': ({ reason }) => `no se puede leer el archivo en la carpeta logos (${reason})`,
  'loopback-address': () => 'debe ser https; solo una aplicación nativa vuelve a su propio equipo',
  'no-json': ({ line, column, token, near, ended }) => {
    if (line) return `no es JSON: hay un error en la línea ${line}, columna ${column}`;
    if (token) return `no es JSON: no se espera «${token}» en «${near}»`;
    return ended ? 'no es JSON: el texto termina antes de tiempo' : 'no es JSON';
  },
  'secret-absent': ({ name }) =>
    `la variable de entorno ${name} debe tener un secreto de 32 caracteres imprimibles al menos, o dos separados por una coma, el nuevo primero; cree uno con: openssl rand -base64 32`,
  'secret-guessable': ({ name }) =>
    `${name} se puede adivinar: una letra o palabra repetida, una secuencia o muy pocos caracteres distintos; cree uno con: openssl rand -base64 32`,
  'secret-in-file': () => 'un secreto en un archivo es solo para desarrollo; nombre su variable en client_secret_env',
};

const texts = { ...clientShapeMistakes, ...clientCombinationMistakes, ...clientKeyMistakes, ...fileMistakes };

/** What is wrong with a field, without file and field: for the form of a client. */
export const clientMistakeWords = (mistake: FileMistake): string =>
  (texts[mistake.code] as (data: FileMistake) => string)(mistake);

/** "mi-curso.json: redirect_uris.0: debe ser …": a mistake with its file and field, in one line. */
export function clientMistakeText({ source, path, mistake }: PlacedMistake): string {
  const field = path && (path.join('.') || '(archivo)');
  const text = (texts[mistake.code] as (data: FileMistake) => string)(mistake);
  return [source, ...(field ? [field] : []), text].join(': ');
}

/** Every mistake of the client files, a line for each. */
export const clientFilesText = (mistakes: readonly PlacedMistake[]): string =>
  [
    `Los archivos de plataformas (CLIENTS_DIR) tienen ${mistakes.length} ${mistakes.length === 1 ? 'error' : 'errores'}:`,
    ...mistakes.map((one) => `  - ${clientMistakeText(one)}`),
  ].join('\n');
