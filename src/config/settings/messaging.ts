import { isEmail } from '../../domain/email.ts';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { required, requiredWithToken } from './production-rules.ts';
import { setting } from './setting.ts';
import { dataUrl, list, url } from './shapes.ts';

/** By what mails and SMS leave, and who is told of alarms. */
export const messaging = {
  smtpUrl: setting(url('smtp:', 'smtps:').optional(), {
    name: 'SMTP_URL',
    otherwise: '`/buzon`',
    meaning:
      '`smtps://user:password@host?from=address`, or `smtp:` with STARTTLS, which only a relay on this machine may lack',
    secret: true,
    production: required(productionMistakes.smtp),
  }),
  smsGatewayUrl: setting(dataUrl.optional(), {
    name: 'SMS_GATEWAY_URL',
    otherwise: '`/buzon`',
    meaning:
      '`https://:token@host/path`, plain http for this machine alone, like every registry below; gets `{id, to, text}`, answers `{"accepted": true}`',
    secret: true,
    production: requiredWithToken(productionMistakes.sms),
  }),
  alertsTo: setting(
    list.refine((addresses) => addresses.every(isEmail), { message: settingMistakes['alerts-shape'] }).prefault(''),
    {
      name: 'ALERTS_TO',
      meaning:
        'e-mail addresses by commas that are told of alarms, each kind once an hour, requests for rights once a day; the log tells them every minute',
    },
  ),
};
