/** `npm run timing`: in `segura`, neither the answer nor its clock tells who has an account. */
import { clientFileFor } from '../helpers/platform.ts';
import { runChecks } from '../helpers/proof/ground.ts';
import { timeLogIn } from './log-in.ts';
import { timeRegistration } from './register.ts';

await runChecks([clientFileFor('reloj')], async (checks, ground) => {
  const server = await ground.start({ env: { CLAVE_POLICY: 'segura' } });
  const each = ground.short ? 60 : 200;
  await timeLogIn(checks, server, each);
  await timeRegistration(checks, server, each);
  await server.stop();
});
