import { reviewBegins } from '../../src/account/platform-cases.ts';
import { parseEmail } from '../../src/domain/email.ts';
import {
  type PortalClient,
  type PortalClientData,
  type PortalState,
  portalClientId,
} from '../../src/domain/portal-client.ts';
import type { Organisation } from '../../src/ports/mandates.ts';
import type { TestApp } from './app.ts';
import { losAndes } from './facilitadores.ts';
import { png } from './files/images.ts';
import { receive } from './files/receive.ts';

type App = Pick<TestApp, 'deps'>;

const technical = { name: 'Ana Rojas', email: parseEmail('ana@losandes.example') };
const institutional = { name: 'Pedro Soto', email: parseEmail('pedro@losandes.example') };

/** What Panadería Los Andes says of its client. */
export const aula: PortalClientData = {
  name: 'Aula Los Andes',
  home: 'https://aula.losandes.example',
  native: false,
  redirectUris: ['https://aula.losandes.example/vuelta'],
  postLogoutRedirectUris: ['https://aula.losandes.example/'],
  backchannelLogoutUri: 'https://aula.losandes.example/salida',
  authMethod: 'client_secret_basic',
  idTokenAlg: 'ES256',
  scopes: [
    { scope: 'openid', reason: '' },
    { scope: 'profile', reason: 'Para el nombre en el certificado' },
  ],
  purpose: 'Inscribir a las personas en los cursos de la panadería',
  legalBasis: 'Consentimiento de la persona',
  technicalContacts: [technical],
  institutionalContact: institutional,
};

let made = 0;

function reference(): string {
  made += 1;
  return `CS-PLAT-${made}`;
}

/** A visitor of the portal. */
export const visitor = () => ({ network: '198.51.100.9', device: 'Firefox en Linux', reference: reference() });

/** A client in a state, as the acts of the product leave it, without their messages. */
export async function platformIn(
  { deps }: App,
  state: PortalState,
  data: Partial<PortalClientData> = {},
  organisation: Organisation = losAndes,
): Promise<PortalClient> {
  const { id } = await deps.portalClients.create({ organisation, data: { ...aula, ...data } });
  const reviewed = state === 'borrador' || state === 'en-revision' ? {} : { reviewed: { ...aula, ...data } };
  const suspended = { before: 'produccion', reason: 'incumplimiento', at: deps.now() } as const;
  const suspension = state === 'suspendida' ? { suspension: suspended } : {};
  await deps.portalClients.change(id, () => ({ state, ...reviewed, ...suspension }));
  return platformNow({ deps }, id);
}

/** A client as it is now. */
export async function platformNow({ deps }: App, id: string): Promise<PortalClient> {
  const client = await deps.portalClients.find(id);
  if (!client) throw new Error('the client is gone');
  return client;
}

/** Submits a draft, as a member who administers the organisation does; returns the folio of the review. */
export const submitted = ({ deps }: App, id: string): Promise<string> =>
  deps.atomically(async () => {
    const client = await deps.portalClients.change(id, () => ({ state: 'en-revision', comments: [] }));
    if (!client) throw new Error('the client is gone');
    return reviewBegins(deps, client, { visitor: visitor() });
  });

/** A client under review that has a logo, with its folio. */
export async function underReviewWithLogo(app: App) {
  const { id } = await platformIn(app, 'borrador');
  const owner = { clientId: portalClientId(id) };
  const { id: file, sha256 } = await receive(app, await png(90, 90), { owner, name: 'logo.png', purpose: 'logo' });
  await app.deps.atomically(async () => {
    await app.deps.files.keep(file);
    await app.deps.portalClients.change(id, ({ data }) => ({ data: { ...data, logo: { file, sha256 } } }));
  });
  return { id, folio: await submitted(app, id) };
}

/** A client under review, with its folio. */
export async function underReview(app: App, data: Partial<PortalClientData> = {}) {
  const { id } = await platformIn(app, 'borrador', data);
  const folio = await submitted(app, id);
  return { id, folio };
}
