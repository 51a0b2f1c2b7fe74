/**
 * `npm run timing`: in `segura`, neither the answer nor its time reveals who has an account, or had one in the old
 * system.
 */
import { clientFileFor } from '../helpers/client-app.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { SECRETS_KEY } from '../legacy/command.ts';
import { timeLogIn } from './log-in.ts';
import { timeImport, timeOldKeys } from './old-keys.ts';
import { allWrapped, forbidWrapping, unwrapped } from './old-system.ts';
import { timeRecovery, timeSending } from './recover.ts';
import { timeRegistration } from './register.ts';

const MINUTES = 15;

await runChecks(
  [clientFileFor('reloj')],
  async (checks, ground) => {
    const env = { CLAVE_POLICY: 'segura', SECRETS_KEY };
    const each = ground.short ? 50 : 300;
    const first = await ground.start({ env });
    await timeLogIn(checks, first, each);
    const allowWrapping = await forbidWrapping(ground);
    await timeImport(checks, ground, first, 12);
    checks.chapter(`Sign-in with a wrong key, old keys not wrapped yet, ${each} tries of each kind, interleaved`);
    await timeOldKeys(checks, first, ['known', 'fast', 'light'], each);
    checks.check('none of them was wrapped meanwhile', (await unwrapped(ground)) === 4);
    await allowWrapping();
    await first.stop();

    const second = await ground.start({ env, after: first });
    checks.chapter(`The same, old keys wrapped, ${each} tries of each kind, interleaved`);
    checks.check('a server wraps them as it starts', await allWrapped(ground));
    await timeOldKeys(checks, second, ['fast', 'light'], each);
    await timeRegistration(checks, second, each);
    await timeRecovery(checks, second, each);
    await timeSending(checks, second, Math.round(each / 2));
    await second.stop();
  },
  MINUTES,
);
