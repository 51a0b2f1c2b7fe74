import { REFERENCE_PATH, referenceVersions } from '../../domain/client-reference.ts';
import {
  GUIDES_PATH,
  isShownClientId,
  QUICKSTART_SCOPE,
  type QuickstartName,
  quickstartClients,
  quickstartNames,
  withValues,
} from '../../domain/quickstart.ts';
import type { Catalogue } from '../../locales/locale.ts';
import { quickstartFiles } from './quickstarts.ts';

/** Where the examples run until their developer changes it. */
const OWN_ORIGIN = 'http://localhost:8080';

/** The version of the reference for which the guides are written, and where it is. */
const writtenFor = ({ guides }: Catalogue['pages']['reference']) => ({
  href: REFERENCE_PATH,
  text: guides(referenceVersions[0].version),
});

/** A metadata document (draft-ietf-oauth-client-id-metadata-document-02) for the example of a page without a server. */
const ownDocument = JSON.stringify(
  {
    client_id: 'https://mi-curso.example/cliente.json',
    client_name: 'Mi curso',
    redirect_uris: [`${OWN_ORIGIN}${quickstartClients.spa.redirectPath}`],
    post_logout_redirect_uris: [`${OWN_ORIGIN}${quickstartClients.spa.leftPath}`],
    scope: QUICKSTART_SCOPE,
  },
  null,
  2,
);

/** Locals of the list. */
export const guideListLocals = ({ pages: { developers, reference } }: Catalogue) => ({
  reference: writtenFor(reference),
  title: developers.guides.title,
  back: '/desarrolladores',
  ownDocument,
  guides: quickstartNames.map((name) => ({
    href: `${GUIDES_PATH}/${name}`,
    executed: quickstartClients[name].executed,
    ...developers.guides.each[name],
  })),
});

/** What the reader of a guide has given: the issuer is that of this server. */
interface Reader {
  readonly issuer: string;
  /** As it was typed; undefined where it was not. */
  readonly clientId?: string | undefined;
}

/** Locals of one guide; a client_id that cannot be one is an error of its field, and the code stays as it is. */
export function guideLocals(
  { pages: { developers, reference } }: Catalogue,
  name: QuickstartName,
  { issuer, clientId }: Reader,
) {
  const { redirectPath, leftPath, auth, executed } = quickstartClients[name];
  const texts = developers.guides;
  const known = clientId !== undefined && isShownClientId(clientId) ? clientId : undefined;
  const wrong = clientId !== undefined && clientId !== '' && known === undefined;
  return {
    ...texts.each[name],
    back: GUIDES_PATH,
    reference: writtenFor(reference),
    path: `${GUIDES_PATH}/${name}`,
    executed,
    register: '/desarrolladores/plataformas/nueva',
    clientId,
    ...(wrong ? { errors: [{ id: 'client_id', text: texts.clientIdInvalid }] } : {}),
    client: [
      { dt: texts.client.redirect, dd: `${OWN_ORIGIN}${redirectPath}` },
      { dt: texts.client.left, dd: `${OWN_ORIGIN}${leftPath}` },
      { dt: texts.client.auth, dd: auth },
      { dt: texts.client.scope, dd: QUICKSTART_SCOPE },
      { dt: texts.client.issuer, dd: issuer },
    ],
    files: (quickstartFiles.get(name) ?? []).map((file) => ({
      name: file.name,
      code: withValues(file.code, { issuer, clientId: known }),
    })),
  };
}
