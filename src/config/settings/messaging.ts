import { isEmail } from '../../domain/email.ts';
import { productionMistakes, settingMistakes } from '../../locales/es-CL/operator/settings.ts';
import { required, requiredWithToken } from './production-rules.ts';
import { setting } from './setting.ts';
import { dataUrl, list, url } from './shapes.ts';

/** How mail and SMS are sent, and who is notified of alarms. */
export const messaging = {
  smtpUrl: setting(url('smtp:', 'smtps:').optional(), {
    name: 'SMTP_URL',
    otherwise: '`/buzon`',
    meaning:
      '`smtps://user:password@host?from=address`, or `smtp:` with STARTTLS, without which only a relay on this machine is accepted',
    secret: true,
    production: required(productionMistakes.smtp),
  }),
  smsGatewayUrl: setting(dataUrl.optional(), {
    name: 'SMS_GATEWAY_URL',
    otherwise: '`/buzon`',
    meaning:
      '`https://:token@host/path`, plain http only for this machine, as for every registry below; gets `{id, to, text}`, answers `{"accepted": true}`',
    secret: true,
    production: requiredWithToken(productionMistakes.sms),
  }),
  alertsTo: setting(
    list.refine((addresses) => addresses.every(isEmail), { message: settingMistakes['alerts-shape'] }).prefault(''),
    {
      name: 'ALERTS_TO',
      meaning:
        'e-mail addresses, separated by commas, that are notified of alarms, each kind once an hour, and of requests for rights once a day; the log reports them every minute',
    },
  ),
};
