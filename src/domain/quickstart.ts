/** Public pages of the portal: the guides, and the sign-in button. */
export const GUIDES_PATH = '/desarrolladores/guias';
export const BUTTON_PATH = '/desarrolladores/boton';

/** The guides of the portal in the order of their list, each a folder of `examples/quickstarts`. */
export const quickstartNames = ['node', 'spa', 'python', 'php', 'java', 'apache', 'dotnet', 'wordpress'] as const;
export type QuickstartName = (typeof quickstartNames)[number];

/** What differs between the examples for the client that each one needs. */
export interface QuickstartClient {
  /** Files of the folder, in the order of reading. */
  readonly files: readonly string[];
  /** Path and query of its redirect URI. */
  readonly redirectPath: string;
  /** Path of its post-logout redirect URI. */
  readonly leftPath: string;
  readonly auth: 'client_secret_basic' | 'client_secret_post' | 'none';
  /** Whether `npm run examples` starts it and signs a person in. */
  readonly executed: boolean;
}

const onServer = { redirectPath: '/vuelta', leftPath: '/', auth: 'client_secret_basic', executed: true } as const;
const unexecuted = { auth: 'client_secret_post', executed: false } as const;

/** The client of each example. */
export const quickstartClients: Readonly<Record<QuickstartName, QuickstartClient>> = {
  node: { ...onServer, files: ['app.mjs'] },
  spa: { ...onServer, files: ['index.html'], redirectPath: '/', auth: 'none' },
  python: { ...onServer, files: ['app.py'] },
  php: { ...onServer, files: ['index.php'] },
  java: {
    ...onServer,
    files: ['Plataforma.java', 'application.properties', 'pom.xml'],
    redirectPath: '/login/oauth2/code/clave',
  },
  apache: { ...onServer, files: ['plataforma.conf', 'index.shtml'] },
  dotnet: { ...unexecuted, files: ['Program.cs'], redirectPath: '/vuelta', leftPath: '/adios' },
  wordpress: {
    ...unexecuted,
    files: ['ajustes.txt'],
    redirectPath: '/wp-admin/admin-ajax.php?action=openid-connect-authorize',
    leftPath: '/',
  },
};

/** What every example asks for; a client that is registered for it declares these data. */
export const QUICKSTART_SCOPE = 'openid profile email';

/** Values that the files of the examples have in place of the reader's own. */
export const placeholders = { issuer: 'http://localhost:3000', clientId: 'mi-plataforma' } as const;

/** A client_id that may be shown in code of any language: it has no quote, blank or sign of markup. */
export const isShownClientId = (text: string): boolean => /^[\w.:/-]{1,200}$/.test(text);

/** The code of an example with the issuer and the client_id of its reader. */
export const withValues = (code: string, { issuer, clientId }: { issuer: string; clientId?: string | undefined }) =>
  code
    .replaceAll(placeholders.issuer, () => issuer)
    .replaceAll(placeholders.clientId, () => clientId ?? placeholders.clientId);
