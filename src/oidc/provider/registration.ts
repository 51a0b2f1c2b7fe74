import { randomBytes } from 'node:crypto';
import type { Context, Next } from 'koa';
import { type ClientMetadata, type Configuration, errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import type { SandboxClients } from '../../ports/sandbox-clients.ts';
import { sandboxClient } from '../clients/sandbox.ts';
import { FORMER_SECRET } from '../clients/secrets.ts';

/** The metadata field that records the initial access token by which a client was registered. */
export const REGISTERED_WITH = 'registered_with';

/** Internal fields, which no response contains. */
const silent = [REGISTERED_WITH, FORMER_SECRET, 'sector_identifier_uri'];

export interface RegistrationNeeds {
  readonly clients: SandboxClients;
  /** EGRESS_ALLOW: private hosts that are open to the clients of files, and never to these. */
  readonly neverCalled: readonly string[];
}

/** Dynamic registration and its management (RFC 7591, RFC 7592), with an initial access token; closed without needs. */
export function registrationFeatures(
  needs: RegistrationNeeds | undefined,
  files: readonly ClientMetadata[],
): NonNullable<Configuration['features']> {
  if (!needs) return { registration: { enabled: false }, registrationManagement: { enabled: false } };
  return {
    registration: {
      enabled: true,
      initialAccessToken: true,
      idFactory: () => `prueba-${randomBytes(10).toString('hex')}`,
      secretFactory: () => randomBytes(36).toString('base64url'),
      policies: {
        sandbox: sandboxPolicy(
          needs,
          files.flatMap(({ client_name }) => client_name ?? []),
        ),
      },
    },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
  };
}

/** Every registration and every change passes here, because both kinds of token carry the policy. */
function sandboxPolicy({ clients, neverCalled }: RegistrationNeeds, namesTaken: readonly string[]) {
  return async (ctx: KoaContextWithOIDC, properties: Record<string, unknown>): Promise<void> => {
    // The library copies the request into it: a field "__proto__" would add fields that no list shows.
    Object.setPrototypeOf(properties, Object.prototype);
    const token = ctx.oidc.entities.InitialAccessToken?.jti;
    const client = sandboxClient(properties, { neverCalled, namesTaken });
    if (token !== undefined && !(await clients.hasRoom(token)))
      throw new errors.InvalidRequest('this token has registered as many platforms as it may; remove one', 403);
    const mark = token === undefined ? ctx.oidc.client?.[REGISTERED_WITH] : clients.markOf(token);
    for (const name of Object.keys(properties)) delete properties[name];
    Object.assign(properties, client, { [REGISTERED_WITH]: mark });
  };
}

/** Leaves internal fields out of the responses, and keeps clients that users sign in to. */
export function watchRegistrations(provider: Provider, path: string, { clients }: RegistrationNeeds): void {
  provider.use(async (ctx: Context, next: Next) => {
    await next();
    if (ctx.path !== path && !ctx.path.startsWith(`${path}/`)) return;
    if (ctx.body !== null && typeof ctx.body === 'object') for (const name of silent) delete (ctx.body as never)[name];
  });
  provider.on('grant.success', ({ oidc }) => {
    if (oidc.client) clients.touch(oidc.client.clientId).catch(() => {});
  });
}
