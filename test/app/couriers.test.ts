import test from 'ava';
import { couriersOf, mailboxOf } from '../../src/app/couriers.ts';
import { loadMailbox } from '../../src/app/load-development.ts';
import { type Config, ConfigError, readConfig } from '../../src/config/config.ts';
import { productionEnv } from '../helpers/production-env.ts';

const production = readConfig(productionEnv);
const sandbox = readConfig({
  ...productionEnv,
  SANDBOX: 'yes',
});

/** No part of it is used, because production has no mailbox. */
const none = undefined as never;

test('production and a sandbox have no mailbox for messages', async (t) => {
  for (const config of [production, sandbox]) t.is(await mailboxOf(config, none, none, () => new Date()), undefined);
  await t.throwsAsync(() => loadMailbox(production), { message: /production/ });
});

test('production does not start without relay and gateway, and nothing replaces them', (t) => {
  for (const name of ['SMTP_URL', 'SMS_GATEWAY_URL']) {
    const error = t.throws(
      () =>
        readConfig({
          ...productionEnv,
          [name]: '',
        }),
      { instanceOf: ConfigError },
    );
    t.regex(error.message, new RegExp(`- ${name}: `));
  }
  const without: Config = {
    ...production,
    smtpUrl: undefined,
  };
  t.throws(() => couriersOf(without, undefined), { instanceOf: ConfigError, message: /SMTP_URL/ });
});
