import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ClientMetadata } from 'oidc-provider';
import type { FileMistake, PlacedMistake } from '../../ports/client-file-mistakes.ts';
import { jsonFault } from './json-fault.ts';
import { isReadable, type Judged, judgeClient, peek, type Rule } from './judge.ts';
import { toMetadata } from './metadata.ts';
import { hasGuessable, readSecrets } from './secrets.ts';

/** Where the client files are, and what applies to them. */
interface ClientsNeeds {
  readonly directory: string;
  readonly production: boolean;
  /** Whether simulated clients are allowed here, as in development; otherwise their files are skipped. */
  readonly fictional?: boolean;
  /** The source of `client_secret_env` and `${EXAMPLE_PORT}` (the latter where simulated clients are allowed). */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One file of CLIENTS_DIR: its mistakes, each with its field, and the fields that could be read. */
interface ReadFile extends Pick<Judged, 'client' | 'readable'> {
  readonly file: string;
  readonly mistakes: readonly PlacedMistake[];
}

/**
 * Wrong files of CLIENTS_DIR: every mistake of every file, with the file and the field. Its message has the codes; the
 * words are those of `locales/es-CL/operator/clients.ts`.
 */
export class ClientFileError extends Error {
  readonly mistakes: readonly PlacedMistake[];

  constructor(mistakes: readonly PlacedMistake[]) {
    super(`CLIENTS_DIR: ${mistakes.map(codeOf).join('; ')}`);
    this.name = 'ClientFileError';
    this.mistakes = mistakes;
  }
}

const codeOf = ({ source, path: field = [], mistake }: PlacedMistake): string =>
  [source, field.join('.'), mistake.code].filter(Boolean).join(' ');

/** Reads all clients, one JSON file each; simulated ones only where they are allowed. Throws ClientFileError. */
export function readClients(needs: ClientsNeeds): ClientMetadata[] {
  const broken: PlacedMistake[] = [];
  const read = filesOf(needs.directory).flatMap((file) => readClientFile(needs, file, broken) ?? []);
  // A file that is no JSON may declare what the other files name.
  const apis = broken.length === 0 ? unknownApis(read) : [];
  const mistakes = [...broken, ...read.flatMap((one) => one.mistakes), ...duplicates(read), ...apis];
  if (mistakes.length > 0) throw new ClientFileError(mistakes.toSorted(bySource));
  return read.map(({ client }) => {
    const { client_secret_env: name } = client;
    return toMetadata(client, name === undefined ? undefined : readSecrets(needs.env[name]));
  });
}

/** All mistakes of a file together. */
const bySource = (one: PlacedMistake, other: PlacedMistake): number =>
  one.source === other.source ? 0 : one.source < other.source ? -1 : 1;

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (cause) {
    const reason = String((cause as NodeJS.ErrnoException).code);
    throw new ClientFileError([{ source: directory, mistake: { code: 'folder-unreadable', reason } }]);
  }
}

/** Clients with the same name, and APIs that two files declare. */
function duplicates(read: readonly ReadFile[]): readonly PlacedMistake[] {
  const known = read.map(({ file, client }) => ({
    file,
    id: peek(client, 'client_id'),
    api: peek(client, 'resource_server')?.identifier,
  }));
  return known.flatMap(({ file, id, api }, place) => {
    const before = known.slice(0, place);
    const namesake = id && before.find((one) => one.id === id);
    const other = api && before.find((one) => one.api === api);
    return [
      ...(namesake ? [at(file, ['client_id'], { code: 'id-twice', id, file: namesake.file })] : []),
      ...(other ? [at(file, ['resource_server', 'identifier'], { code: 'api-twice', api, file: other.file })] : []),
    ];
  });
}

const at = (source: string, field: readonly (string | number)[], mistake: FileMistake): PlacedMistake => ({
  source,
  path: field,
  mistake,
});

/**
 * APIs that a client may call and no file declares, and scopes that an API does not know. Nothing is reported if the
 * API of some file cannot be read: it may be the missing one.
 */
function unknownApis(read: readonly ReadFile[]): readonly PlacedMistake[] {
  if (!read.every(({ client }) => isReadable(client, 'resource_server'))) return [];
  const declared = new Map(
    read.flatMap(({ client: { resource_server: api } }) => (api ? [[api.identifier, api.scopes] as const] : [])),
  );
  const unowned = read.flatMap(({ file, client: { resource_server: api } }) => {
    const strange = (api?.organisation_scopes ?? []).filter((scope) => !api?.scopes.includes(scope));
    const field = ['resource_server', 'organisation_scopes'];
    return strange.length > 0 ? [at(file, field, { code: 'api-without-scopes', scopes: strange })] : [];
  });
  const unknown = read.flatMap(({ file, client }) =>
    (peek(client, 'resources') ?? []).flatMap(({ identifier, scopes }, place) => {
      const known = declared.get(identifier);
      const field = ['resources', place];
      if (!known) return [at(file, [...field, 'identifier'], { code: 'api-undeclared', api: identifier })];
      const strange = scopes.filter((scope) => !known.includes(scope));
      if (strange.length === 0) return [];
      return [at(file, [...field, 'scopes'], { code: 'api-without-scopes', scopes: strange })];
    }),
  );
  return [...unowned, ...unknown];
}

/**
 * Reads one client with all its mistakes. Undefined if it is a simulated one that is not allowed here, or if it is no
 * JSON, which is reported to `mistakes`.
 */
function readClientFile(needs: ClientsNeeds, file: string, mistakes: PlacedMistake[]): ReadFile | undefined {
  const json = parseJson(needs, file, mistakes);
  if (json === undefined || (!areAtHome(needs) && isSimulated(json))) return undefined;
  const { client, readable, mistakes: found } = judgeClient(needs.production ? json : withOwnSector(json));
  const here = [secretMistakes(needs), plainAddresses(needs)].flatMap(readable);
  return { file, client, readable, mistakes: [...found, ...here].map(([field, one]) => at(file, field, one)) };
}

const areAtHome = ({ production, fictional = !production }: ClientsNeeds): boolean => fictional;

const isSimulated = (json: unknown): boolean => (json as { simulado?: unknown } | null)?.simulado === true;

/** In development a client without a sector gets its own; production has no default for a value that never changes. */
function withOwnSector(json: unknown): unknown {
  const { client_id, sector } = (json ?? {}) as { readonly client_id?: unknown; readonly sector?: unknown };
  return sector === undefined && typeof client_id === 'string' ? { ...(json as object), sector: client_id } : json;
}

/** A secret is read from the environment variable that the file names. */
const secretMistakes = ({ production, env }: ClientsNeeds): Rule<FileMistake> =>
  function* ({ client_secret_env: name, client_secret: clear }) {
    if (production && clear) yield [['client_secret'], { code: 'secret-in-file' }];
    if (name === undefined) return;
    const secrets = readSecrets(env[name]);
    if (!secrets) yield [['client_secret_env'], { code: 'secret-absent', name }];
    else if (production && hasGuessable(secrets)) yield [['client_secret_env'], { code: 'secret-guessable', name }];
  };

/** Only an app returns to the machine that it runs on (RFC 8252, 7.3): in production all other clients have https. */
const plainAddresses = ({ production }: ClientsNeeds): Rule<FileMistake> =>
  function* (client) {
    if (!production || client.simulado || client.application_type === 'native') return;
    for (const field of ['redirect_uris', 'post_logout_redirect_uris'] as const)
      for (const [place, address] of client[field].entries())
        if (!address.startsWith('https:')) yield [[field, place], { code: 'loopback-address' }];
  };

function parseJson(needs: ClientsNeeds, file: string, mistakes: PlacedMistake[]): unknown {
  const text = readFileSync(path.join(needs.directory, file), 'utf8');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file contains this text.
  const expanded = areAtHome(needs) ? text.replaceAll('${EXAMPLE_PORT}', needs.env.EXAMPLE_PORT ?? '3001') : text;
  try {
    return JSON.parse(expanded);
  } catch (error) {
    mistakes.push({ source: file, mistake: { code: 'no-json', ...jsonFault((error as Error).message) } });
    return undefined;
  }
}
