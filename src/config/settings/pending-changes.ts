import { z } from 'zod';
import { settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { setting } from './setting.ts';
import { yesOrNo } from './shapes.ts';

const hours = z.coerce
  .number({ message: settingMistakes['hold-shape'] })
  .int()
  .refine((number) => number === 0 || (number >= 24 && number <= 168), { message: settingMistakes['hold-range'] });

/** How long a change waits that was authorised by less than a contact on file. */
export const pendingChangeSettings = {
  holdHours: setting(hours.prefault('72'), {
    name: 'CONTACT_HOLD_HOURS',
    meaning:
      'waiting period in hours of a change that was authorised by less than a contact on file; 24 to 168, or 0 with the next setting',
  }),
  acceptsTakeoverRisk: setting(yesOrNo.prefault('no'), {
    name: 'ACCEPT_CONTACT_TAKEOVER_RISK',
    meaning: '`yes` allows a waiting period of 0 hours: a person with a stolen card then takes over an account at once',
  }),
};

/** The waiting period protects the owner of a lost card or key: it cannot be left out by mistake (floor 5). */
export const hasWaitOrAcceptsRisk = (set: {
  readonly holdHours: number;
  readonly acceptsTakeoverRisk: boolean;
}): boolean => set.holdHours > 0 || set.acceptsTakeoverRisk;

/**
 * The mistake of a waiting period of 0 hours without the setting that accepts its risk; reported with the other
 * mistakes.
 */
export const waitLeftOut = {
  path: ['holdHours'],
  message: settingMistakes['hold-left-out'],
  when: ({ issues }: z.core.ParsePayload): boolean =>
    !issues.some(({ path }) => String(path?.[0]) in pendingChangeSettings),
};
