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

/** The policy for people, and the key under which stored data are encrypted. */
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
};
