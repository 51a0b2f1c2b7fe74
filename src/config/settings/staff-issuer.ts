import { z } from 'zod';
import { isGuessable } from '../../domain/secret-strength.ts';
import { settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { setting } from './setting.ts';
import { dataUrl } from './shapes.ts';

/** Printable characters without blanks, too many to be guessed. */
const secret = z.string().refine((text) => /^[\x21-\x7e]{24,}$/.test(text) && !isGuessable(text), {
  message: settingMistakes['staff-secret-shape'],
});

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
  staffRolesClaim: setting(z.string().prefault('roles'), {
    name: 'STAFF_ROLES_CLAIM',
    meaning: 'the claim of the ID token that lists the roles of the desk',
  }),
};

/** The shape of the issuer needs both parts of its client. */
export const issuerLacksClient = { message: settingMistakes['staff-client-missing'], path: ['staffIssuer'] };

/** Whether the issuer of staff, if there is one, has a client. */
export const hasStaffClient = ({
  staffIssuer,
  staffClientId,
  staffClientSecret,
}: {
  readonly staffIssuer?: string | undefined;
  readonly staffClientId?: string | undefined;
  readonly staffClientSecret?: string | undefined;
}): boolean => staffIssuer === undefined || (staffClientId !== undefined && staffClientSecret !== undefined);
