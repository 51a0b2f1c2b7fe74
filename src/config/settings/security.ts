import { z } from 'zod';
import { isGuessable } from '../../domain/secret-strength.ts';
import { required } from './production-rules.ts';
import { setting } from './setting.ts';

/** Characters of a key. */
const LENGTH = 32;

const HOW_TO_MAKE_ONE = 'make one with: openssl rand -base64 32';

/** The key that seals what is at rest and, by commas behind it, older ones that still open what they sealed. */
const keys = z
  .string()
  .transform((text): readonly string[] => text.split(',').map((key) => key.trim()))
  .refine((all) => all.every((key) => key.length >= LENGTH), {
    message: `must be at least ${LENGTH} characters (and each older key after a comma too); ${HOW_TO_MAKE_ONE}`,
    abort: true,
  })
  .refine((all) => !all.some(isGuessable), {
    message: `can be guessed: a repeated letter or word, a sequence, or too few different characters (each older key after a comma counts too); ${HOW_TO_MAKE_ONE}`,
  });

/** The rules for people, and the key under which everything is sealed. */
export const security = {
  policy: setting(z.enum(['guia', 'segura'], { message: 'must be "guia" or "segura"' }).prefault('guia'), {
    name: 'CLAVE_POLICY',
    meaning: '`guia` or `segura` (below)',
    production: required(
      'production has no default; choose "guia" (the guides of 2019 to the letter) or "segura" (the same pages with today\'s rules, recommended)',
    ),
  }),
  secretsKeys: setting(keys.optional(), {
    name: 'SECRETS_KEY',
    otherwise: 'its own below `var/`',
    meaning:
      '32 characters at least, made by chance (`openssl rand -base64 32`); older keys after commas still open what they sealed',
    secret: true,
    production: required(`production needs one, at least ${LENGTH} characters; ${HOW_TO_MAKE_ONE}`),
  }),
};
