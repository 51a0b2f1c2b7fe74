import { isReadable, peek } from './judge.ts';
import type { ClientFile } from './schema.ts';

/** A file of CLIENTS_DIR as it was read; of one that is wrong, what could be read of it. */
interface Read {
  readonly file: string;
  readonly client: ClientFile;
}

/** Platforms of one name, and APIs that two of them declare. */
export function twins(read: readonly Read[]): readonly string[] {
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
      ...(namesake ? [`${file}: client_id: "${id}" stands in ${namesake.file} too`] : []),
      ...(other ? [`${file}: resource_server.identifier: "${api}" is declared in ${other.file} too`] : []),
    ];
  });
}

/**
 * APIs that are to be called and that nobody declares, and scopes that an API does not know. Nothing is said where the
 * API of a file cannot be read: it may be the one.
 */
export function unknownApis(read: readonly Read[]): readonly string[] {
  if (!read.every(({ client }) => isReadable(client, 'resource_server'))) return [];
  const declared = new Map(
    read.flatMap(({ client: { resource_server: api } }) => (api ? [[api.identifier, api.scopes] as const] : [])),
  );
  return read.flatMap(({ file, client }) =>
    (peek(client, 'resources') ?? []).flatMap(({ identifier, scopes }, place) => {
      const known = declared.get(identifier);
      if (!known) return [`${file}: resources.${place}.identifier: no platform declares the API "${identifier}"`];
      const strange = scopes.filter((scope) => !known.includes(scope)).join(' ');
      return strange ? [`${file}: resources.${place}.scopes: the API does not know "${strange}"`] : [];
    }),
  );
}
