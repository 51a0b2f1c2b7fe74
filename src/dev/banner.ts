import type { Config } from '../config/config.ts';
import { fullName } from '../domain/account.ts';
import { policies } from '../domain/policy.ts';
import { formatRut } from '../domain/rut.ts';
import { firstPerson, SEEDED_KEY } from './people/seed.ts';
import type { ProgramBeside } from './program-beside.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What development started beside the server. */
export interface Beside {
  /** Whether the example platform runs, or the reason why it does not; undefined where it was not to run. */
  readonly example: ProgramBeside | string | undefined;
  /** The page of the simulator. */
  readonly simulator: string | undefined;
}

/** Tells whoever started the server where things are, whom to sign in as, and which rules hold. */
export function banner(config: Config, { example, simulator }: Beside): void {
  const { name, summary } = policies[config.policy];
  say('');
  say(`  Clave Sence          ${config.issuer}`);
  if (typeof example === 'string') say(`  Despega MIPE         not available: ${example}`);
  else if (example) say(`  Despega MIPE         http://localhost:${example.port}   (a platform to sign in to)`);
  if (simulator) say(`  Registries           ${simulator}   (simulated; people, companies and switches)`);
  if (!config.production) {
    say(`  Mailbox              ${config.issuer}/buzon`);
    say(`  Gallery              ${config.issuer}/galeria`);
    say(`  Platforms            ${config.clientsDir}   (read when a file changes; secrets in var/secrets.json)`);
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
