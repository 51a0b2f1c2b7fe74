/**
 * `npm run faults`: mail down (F4), SMS down (F5), and the same request at two processes at once (F9), for the recovery
 * of a key. F1 is proved by `npm run crashes`, F6 by `npm run registries`, F16 by `npm run timing`.
 */
import { clientFileFor } from '../helpers/client-app.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { mailAway } from './mail-away.ts';
import { mailMoods } from './mail-moods.ts';
import { othersMeanwhile } from './others-meanwhile.ts';
import { raceRecoveries } from './race-recoveries.ts';
import { slowMail } from './slow-mail.ts';
import { smsMoods } from './sms-moods.ts';

// `--f4`, `--f5` and `--f9` run one of them alone.
const chosen = ['--f4', '--f5', '--f9'].filter((one) => process.argv.includes(one));
const takes = (one: string): boolean => chosen.length === 0 || chosen.includes(one);

await runChecks(
  [clientFileFor('carrera')],
  async (checks, ground) => {
    if (takes('--f4')) {
      await mailAway(checks, ground);
      await mailMoods(checks, ground);
      await slowMail(checks);
    }
    if (takes('--f5')) {
      await smsMoods(checks, ground);
      await othersMeanwhile(checks, ground);
    }
    if (takes('--f9')) await raceRecoveries(checks, ground);
  },
  8,
);
