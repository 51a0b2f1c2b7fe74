import { type Client, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ChangeNeeds } from '../../account/apply-company-change.ts';
import { type ClientStands, clientStands, clientStandsNow } from '../portal-standing.ts';

/** The library's own search, as it is replaced here. */
interface Found {
  find(id: string): Promise<Client | undefined>;
}

/** How a client is judged at a route, and what it gets there while its organisation does not stand. */
interface Judged {
  readonly stands: ClientStands;
  readonly refusal: (why: string) => Error;
}

/**
 * From here on a client whose organisation does not stand proves itself by nothing (`invalid_client`, RFC 6749, 5.2), and
 * its access tokens read no data (`invalid_token`, RFC 6750, 3.1). The library only asks whether a client is registered.
 * At the pages of people it is found as before: they say why no one signs in there.
 */
export function refuseFallenClients(provider: Provider, deps: ChangeNeeds): void {
  const routes = judgedRoutes(deps);
  const Clients = provider.Client as unknown as Found;
  const { find } = Clients;
  Clients.find = async function (id) {
    const client = await find.call(this, id);
    const oidc: KoaContextWithOIDC['oidc'] | undefined = Provider.ctx?.oidc;
    // One that is known already was judged before, and reads the token of another.
    const judged = oidc?.client ? undefined : routes.get(oidc?.route ?? '');
    if (!client || !judged || (await judged.stands(client))) return client;
    // Whose refusal it is: it is counted, and the client's developers read it.
    oidc?.entity('Client', client);
    throw judged.refusal('the organisation of the client does not stand');
  };
}

/** What begins a sign-in reads the SII's answer of this minute: else a client would not come back by itself. */
function judgedRoutes(deps: ChangeNeeds): ReadonlyMap<string, Judged> {
  const [stands, standsNow] = [clientStands(deps), clientStandsNow(deps)];
  const refusal = (why: string) => new errors.InvalidClientAuth(why);
  return new Map<string, Judged>([
    ['token', { stands, refusal }],
    ['introspection', { stands, refusal }],
    ['revocation', { stands, refusal }],
    ['pushed_authorization_request', { stands: standsNow, refusal }],
    ['device_authorization', { stands: standsNow, refusal }],
    ['userinfo', { stands, refusal: (why) => new errors.InvalidToken(why) }],
  ]);
}
