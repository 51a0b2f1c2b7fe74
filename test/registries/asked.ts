import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from '../helpers/server-process.ts';
import type { RegistryId } from './switchboard.ts';

/** A call to a registry as the log of the app has it. */
export interface Asked {
  readonly registry: string;
  readonly outcome: 'answered' | 'nobody' | 'unavailable';
  readonly reason?: string;
  readonly tries: number;
}

const names: Readonly<Record<RegistryId, string>> = {
  srcei: 'civil-registry',
  sii: 'tax-registry',
  nie: 'nie-registry',
  otec: 'otec-registry',
};

/** Every call to this registry since the process began; its line may come a moment after the page. */
export async function askedOf({ log }: ServerProcess, registry: RegistryId): Promise<readonly Asked[]> {
  await sleep(60);
  return log
    .filter((line) => line.includes('"registry asked"'))
    .map((line) => JSON.parse(line) as Asked)
    .filter((asked) => asked.registry === names[registry]);
}

/** Whether the app has answered without a call to a registry whose breaker is open. */
export const hasRested = async (server: ServerProcess, registry: RegistryId): Promise<boolean> =>
  (await askedOf(server, registry)).some(({ reason }) => reason === 'breaker-open');

/** Lines of the log that name a person of the cast. */
export const linesAboutPeople = ({ log }: ServerProcess): readonly string[] =>
  log.filter((line) => /(44\.?000\.?\d{3}|54\.?000\.?\d{3}|199\.?000\.?\d{3})-?[\dK]/i.test(line));
