import type { ClientFile } from './client-shape.ts';

/** A file of CLIENTS_DIR as it was read. */
export interface ReadFile {
  readonly file: string;
  readonly client: ClientFile;
}

/** Platforms of one name, and APIs that two of them declare. */
export function twins(read: readonly ReadFile[]): readonly string[] {
  return read.flatMap(({ file, client }, place) => {
    const before = read.slice(0, place);
    const api = client.resource_server?.identifier;
    const namesake = before.find((one) => one.client.client_id === client.client_id);
    const other = api && before.find((one) => one.client.resource_server?.identifier === api);
    return [
      ...(namesake ? [`${file}: client_id: "${client.client_id}" stands in ${namesake.file} too`] : []),
      ...(other ? [`${file}: resource_server.identifier: "${api}" is declared in ${other.file} too`] : []),
    ];
  });
}

/** APIs that are to be called and that nobody declares, and scopes that an API does not know. */
export function unknownApis(read: readonly ReadFile[]): readonly string[] {
  const declared = new Map(
    read.flatMap(({ client: { resource_server: api } }) => (api ? [[api.identifier, api.scopes] as const] : [])),
  );
  return read.flatMap(({ file, client }) =>
    client.resources.flatMap(({ identifier, scopes }, place) => {
      const known = declared.get(identifier);
      if (!known) return [`${file}: resources.${place}.identifier: no platform declares the API "${identifier}"`];
      const strange = scopes.filter((scope) => !known.includes(scope)).join(' ');
      return strange ? [`${file}: resources.${place}.scopes: the API does not know "${strange}"`] : [];
    }),
  );
}
