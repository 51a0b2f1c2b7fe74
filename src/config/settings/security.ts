import { isIP } from 'node:net';
import { z } from 'zod';
import { isGuessable } from '../../domain/secret-strength.ts';
import { productionMistakes, settingMistakes, shapeMistakes } from '../../locales/es-CL/operator/settings.ts';
import { required } from './production-rules.ts';
import { setting } from './setting.ts';

/** Characters of a key. */
const LENGTH = 32;

/** The key that encrypts stored data and, after it and separated by commas, older ones that still decrypt theirs. */
const keys = z
  .string()
  .transform((text): readonly string[] => text.split(',').map((key) => key.trim()))
  .refine((all) => all.every((key) => key.length >= LENGTH), {
    message: shapeMistakes['secret-short']({ length: LENGTH }),
    abort: true,
  })
  .refine((all) => !all.some(isGuessable), {
    message: settingMistakes['secret-guessable'],
  });

/** Labels of letters, digits and hyphens, in lower case as a browser has a host (RFC 1123, 2.1). */
const DOMAIN = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

const relyingParty = z
  .string()
  .refine((text) => isIP(text.replace(/^\[|\]$/g, '')) === 0, {
    message: settingMistakes['rp-id-address'],
    abort: true,
  })
  .refine((text) => text.length <= 253 && DOMAIN.test(text), { message: settingMistakes['rp-id-shape'] });

/** The policy for people, the domain of passkeys, and the key under which stored data are encrypted. */
export const security = {
  policy: setting(z.enum(['guia', 'segura'], { message: settingMistakes['policy-shape'] }).prefault('guia'), {
    name: 'CLAVE_POLICY',
    meaning: '`guia` or `segura` (below)',
    production: required(productionMistakes.policy),
  }),
  secretsKeys: setting(keys.optional(), {
    name: 'SECRETS_KEY',
    otherwise: 'its own below `var/`',
    meaning:
      '32 characters at least, random (`openssl rand -base64 32`); older keys after commas still decrypt what they encrypted',
    secret: true,
    production: required(productionMistakes.secret),
  }),
  securityContact: setting(
    z
      .string()
      .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, { message: settingMistakes['security-contact-shape'] })
      .optional(),
    {
      name: 'SECURITY_CONTACT',
      otherwise: 'none: `/.well-known/security.txt` is 404',
      meaning: 'whom to tell of a weakness (RFC 9116): `mailto:` with a mailbox, or an `https:` address',
    },
  ),
  webauthnRpId: setting(relyingParty.optional(), {
    name: 'WEBAUTHN_RP_ID',
    otherwise: "the issuer's host",
    meaning:
      "domain to which passkeys belong: the issuer's host or a domain above it, never an IP address. The first passkey fixes it: with another value none would work, and the server does not start",
  }),
};

/**
 * A browser makes and uses passkeys only for the host of the page or a domain above it (WebAuthn Level 3, 5.1.3); no one
 * owns a domain of a single label, such as `cl`.
 */
export function isRpIdOfIssuer({ webauthnRpId: id, issuer }: RpIdAndIssuer): boolean {
  const host = new URL(issuer ?? 'http://localhost').hostname;
  return id === undefined || id === host || (id.includes('.') && host.endsWith(`.${id}`));
}

interface RpIdAndIssuer {
  readonly webauthnRpId?: string | undefined;
  readonly issuer?: string | undefined;
}

/** The mistake of a domain that is not the issuer's; reported with other mistakes, but those of these two. */
export const foreignRpId = {
  path: ['webauthnRpId'],
  message: settingMistakes['rp-id-foreign'],
  when: ({ issues }: z.core.ParsePayload): boolean =>
    !issues.some(({ path }) => path?.[0] === 'webauthnRpId' || path?.[0] === 'issuer'),
};

/** The domain of passkeys that is not set: the issuer's host; undefined for an IP address, which has no passkeys. */
export function rpIdOf(issuer: string): string | undefined {
  const { hostname } = new URL(issuer);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : undefined;
}
