import { z } from 'zod';
import { settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { setting } from './setting.ts';
import { yesOrNo } from './shapes.ts';

const hours = z.coerce
  .number({ message: settingMistakes['hold-shape'] })
  .int()
  .refine((number) => number === 0 || (number >= 24 && number <= 168), { message: settingMistakes['hold-range'] });

/** How long a change on the strength of less than a contact on file waits. */
export const pendingChangeSettings = {
  holdHours: setting(hours.prefault('72'), {
    name: 'CONTACT_HOLD_HOURS',
    meaning: 'hours that a change waits which less than a contact on file asked for; 24 to 168, or 0 with the next one',
  }),
  acceptsTakeoverRisk: setting(yesOrNo.prefault('no'), {
    name: 'ACCEPT_CONTACT_TAKEOVER_RISK',
    meaning: '`yes` allows a hold of 0 hours: whoever has a card in hand then takes an account at once',
  }),
};

/** The hold protects whoever lost a card or a key: nobody leaves it out by mistake (floor 5). */
export const hasWaitOrAcceptsRisk = (set: {
  readonly holdHours: number;
  readonly acceptsTakeoverRisk: boolean;
}): boolean => set.holdHours > 0 || set.acceptsTakeoverRisk;

/** The mistake of a hold of 0 hours without the setting that accepts its risk; told beside whatever else is wrong. */
export const waitLeftOut = {
  path: ['holdHours'],
  message: settingMistakes['hold-left-out'],
  when: ({ issues }: z.core.ParsePayload): boolean =>
    !issues.some(({ path }) => String(path?.[0]) in pendingChangeSettings),
};
