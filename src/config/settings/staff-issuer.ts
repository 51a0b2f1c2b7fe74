import { z } from 'zod';
import { isGuessable } from '../../domain/secret-strength.ts';
import { settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { setting } from './setting.ts';
import { dataUrl } from './shapes.ts';

/** Printable characters without blanks, too many to be guessed. */
const secret = z.string().refine((text) => /^[\x21-\x7e]{24,}$/.test(text) && !isGuessable(text), {
  message: settingMistakes['staff-secret-shape'],
});

/** A private key as JWK, of the curve P-256 or RSA. */
const privateKey = z.string().refine(isPrivateJwk, { message: settingMistakes['staff-key-shape'] });

function isPrivateJwk(text: string): boolean {
  try {
    const { kty, crv, d } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return typeof d === 'string' && (kty === 'RSA' || (kty === 'EC' && crv === 'P-256'));
  } catch {
    return false;
  }
}

/** The agency's own OpenID provider, by which its staff signs in to the desk. */
export const staffIssuerSettings = {
  staffIssuer: setting(dataUrl.optional(), {
    name: 'STAFF_ISSUER',
    otherwise: 'staff signs in with passkeys',
    meaning:
      "the agency's own OpenID provider: with it staff signs in to the desk there, and passkeys do not open it ([staff.md](docs/staff.md))",
  }),
  staffClientId: setting(z.string().optional(), {
    name: 'STAFF_CLIENT_ID',
    otherwise: 'none',
    meaning: 'the name of this service at STAFF_ISSUER; its redirect address is `/mesa/ingreso/vuelta`',
  }),
  staffClientSecret: setting(secret.optional(), {
    name: 'STAFF_CLIENT_SECRET',
    otherwise: 'none',
    meaning: 'its secret there (`client_secret_basic`), 24 characters at least',
    secret: true,
  }),
  staffClientKey: setting(privateKey.optional(), {
    name: 'STAFF_CLIENT_KEY',
    otherwise: 'none',
    meaning:
      'in place of the secret: a private key as JWK in JSON, RSA or P-256 (`private_key_jwt`); its public part is registered there',
    secret: true,
  }),
  staffRolesClaim: setting(z.string().prefault('roles'), {
    name: 'STAFF_ROLES_CLAIM',
    meaning: 'the claim of the ID token that lists the roles of the desk',
  }),
};

/** The issuer needs a client with one proof. */
export const issuerLacksClient = { message: settingMistakes['staff-client-missing'], path: ['staffIssuer'] };

/** Whether the issuer of staff, if there is one, has a client. */
export const hasStaffClient = ({
  staffIssuer,
  staffClientId,
  staffClientSecret,
  staffClientKey,
}: {
  readonly staffIssuer?: string | undefined;
  readonly staffClientId?: string | undefined;
  readonly staffClientSecret?: string | undefined;
  readonly staffClientKey?: string | undefined;
}): boolean =>
  staffIssuer === undefined ||
  (staffClientId !== undefined && (staffClientSecret === undefined) !== (staffClientKey === undefined));
