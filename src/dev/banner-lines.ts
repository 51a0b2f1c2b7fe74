import type { Config } from '../config/config.ts';
import { fullName } from '../domain/account.ts';
import { formatRut } from '../domain/rut.ts';
import { firstPerson, SEEDED_KEY } from './people/seed.ts';
import type { ProgramBeside } from './program-beside.ts';

/** What was started beside the server. */
interface Started {
  /** The example client, or the reason why it does not run; undefined where it was not to run. */
  readonly example: ProgramBeside | string | undefined;
  /** The page of the simulator. */
  readonly simulator: string | undefined;
}

/** Where the developer finds what runs beside the server, and as whom to sign in. */
export function bannerLines({ issuer, production, clientsDir, fictional }: Config, started: Started): string[] {
  const lines = [...programs(started)];
  if (!production)
    lines.push(
      `Mailbox              ${issuer}/buzon`,
      `Gallery              ${issuer}/galeria`,
      `Platforms            ${clientsDir}   (read when a file changes; secrets in var/secrets.json)`,
    );
  if (fictional && firstPerson)
    lines.push(
      `Sign in as           ${formatRut(firstPerson.run)}   ${SEEDED_KEY}   (${fullName(firstPerson.name)}, fictional)`,
    );
  return lines;
}

function* programs({ example, simulator }: Started): Iterable<string> {
  if (typeof example === 'string') yield `Despega MIPE         not available: ${example}`;
  else if (example) yield `Despega MIPE         http://localhost:${example.port}   (a platform to sign in to)`;
  if (simulator) yield `Registries           ${simulator}   (simulated; people, companies and switches)`;
}
