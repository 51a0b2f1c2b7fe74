import type { AccountClaims, Client, FindAccount, Account as OidcAccount } from 'oidc-provider';
import { type Account, fullName } from '../domain/account.ts';
import { placeOf } from '../domain/comunas.ts';
import type { World } from '../ports/world.ts';
import { ownFields } from './own-client-fields.ts';

/** Scopes and the claims that each one opens (docs/claims.md). */
export const claims = {
  openid: ['sub', 'acr', 'amr'],
  profile: ['name', 'given_name', 'family_name', 'apellido_paterno', 'apellido_materno', 'tipo_persona'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
  run: ['rut', 'RolUnico', 'identidad'],
  empresa: ['empresa', 'representante', 'act'],
} as const;

/** Scopes that say who somebody is: for them the identity counts (policy, Identity). */
export const identityScopes = ['profile', 'run', 'empresa'] as const;

/** Whether this platform may hear who this person is. */
export function mayLearnIdentity(client: Client, account: Account): boolean {
  return account.identidad === 'documento' || ownFields(client).accepts_declared_identity;
}

/** What the provider knows of an account: only active ones exist for it, and identity only where it may be told. */
export function accountFinder({ accounts }: Pick<World, 'accounts'>): FindAccount {
  return async (ctx, id, token) => {
    const account = await accounts.find(id);
    if (account?.state !== 'activa') return undefined;
    const client =
      ctx.oidc?.client ??
      (token && 'clientId' in token ? await ctx.oidc.provider.Client.find(String(token.clientId)) : undefined);
    return { ...toldTo(client, account), record: account } as OidcAccount & { record: Account };
  };
}

/** The account behind the provider's own wrapper. */
export function recordOf(account: OidcAccount | undefined): Account | undefined {
  return (account as { record?: Account } | undefined)?.record;
}

function toldTo(client: Client | undefined, account: Account): OidcAccount {
  return {
    accountId: account.id,
    claims: (use) => {
      const silent = !client || (use === 'id_token' && !ownFields(client).claims_in_id_token);
      if (silent) return { sub: account.id };
      return mayLearnIdentity(client, account)
        ? { ...contactClaims(account), ...identityClaims(account) }
        : contactClaims(account);
    },
  };
}

function contactClaims({ id, personal: { email, mobile, address } }: Account): AccountClaims {
  const place = placeOf(address.comuna);
  const street = [
    `${address.street} ${address.number}`,
    address.block && `Block ${address.block}`,
    address.flat && `Depto. ${address.flat}`,
  ];
  return {
    sub: id,
    email,
    email_verified: true,
    ...(mobile ? { phone_number: mobile, phone_number_verified: false } : {}),
    address: {
      street_address: street.filter(Boolean).join(', '),
      locality: place?.comuna,
      region: place?.region,
      country: 'CL',
    },
  };
}

function identityClaims({
  identifier,
  kind,
  identidad,
  profile,
  personal: { name },
}: Account): Record<string, unknown> {
  const [number = '', digit = ''] = identifier.split('-');
  return {
    name: fullName(name),
    given_name: name.given,
    family_name: [name.paternal, name.maternal].filter(Boolean).join(' '),
    apellido_paterno: name.paternal,
    ...(name.maternal ? { apellido_materno: name.maternal } : {}),
    tipo_persona: profile,
    rut: identifier,
    RolUnico: { numero: Number(number), DV: digit, tipo: kind },
    identidad,
  };
}
