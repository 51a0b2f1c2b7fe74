import type { Config } from '../config/config.ts';
import { fullName } from '../domain/account.ts';
import { formatRut } from '../domain/rut.ts';
import { bannerLine } from '../locales/es-CL/operator/banner.ts';
import { firstPerson, SEEDED_KEY } from './people/seed.ts';
import type { ProgramBeside } from './program-beside.ts';

/** What was started beside the server. */
interface Started {
  /** The example client, or the reason why it does not run; undefined if it was not to run. */
  readonly example: ProgramBeside | string | undefined;
  /** The page of the simulator. */
  readonly simulator: string | undefined;
}

/** The addresses of what runs beside the server, and the people to sign in as, for the developer. */
export function bannerLines({ issuer, production, clientsDir, fictional }: Config, started: Started): string[] {
  const lines = [...programs(started)];
  if (!production)
    lines.push(
      bannerLine('Buzón', `${issuer}/buzon`),
      bannerLine('Galería', `${issuer}/galeria`),
      bannerLine('Plataformas', `${clientsDir}   (se leen cuando cambia un archivo; secretos en var/secrets.json)`),
    );
  if (fictional && firstPerson)
    lines.push(
      bannerLine(
        'Ingrese como',
        `${formatRut(firstPerson.run)}   ${SEEDED_KEY}   (${fullName(firstPerson.name)}, persona ficticia)`,
      ),
    );
  return lines;
}

function* programs({ example, simulator }: Started): Iterable<string> {
  if (typeof example === 'string') yield bannerLine('Despega MIPE', `no disponible: ${example}`);
  else if (example)
    yield bannerLine('Despega MIPE', `http://localhost:${example.port}   (una plataforma en la que ingresar)`);
  if (simulator) yield bannerLine('Registros', `${simulator}   (simulados: personas, empresas e interruptores)`);
}
