import { firstPerson, SEEDED_KEY } from './adapters/simulated/seed.ts';
import type { Config } from './config.ts';
import { fullName } from './domain/account.ts';
import { policies } from './domain/policy.ts';
import { formatRut } from './domain/rut.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Tells whoever started the house where things are, whom to sign in as, and which rules hold. */
export function banner(config: Config, example: boolean, simulator: string | undefined): void {
  const { name, summary } = policies[config.policy];
  say('');
  say(`  Clave Sence          ${config.issuer}`);
  if (example) say(`  Despega MIPE         http://localhost:${config.examplePort}   (a platform to sign in to)`);
  if (simulator) say(`  Registries           ${simulator}   (simulated; people, companies and switches)`);
  if (!config.production) {
    say(`  Mailbox              ${config.issuer}/buzon`);
    say(`  Gallery              ${config.issuer}/galeria`);
  }
  if (config.fictional && firstPerson)
    say(
      `  Sign in as           ${formatRut(firstPerson.run)}   ${SEEDED_KEY}   (${fullName(firstPerson.name)}, fictional)`,
    );
  if (config.sandbox)
    say(
      '  Sandbox              yes: fictional people, platforms register by themselves; nothing of it is valid elsewhere',
    );
  say(`  Policy               ${name}: ${summary}`);
  if (config.holdHours === 0) say('  Contact hold         none: ACCEPT_CONTACT_TAKEOVER_RISK=yes');
  say('');
}
