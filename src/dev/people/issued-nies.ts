import { createHash } from 'node:crypto';
import { type Nie, niePolicy } from '../../domain/nie.ts';

/** Fictional numbers that no person of the simulator has (rules, Fictional numbers). */
const FIRST = 199_000_500;
const COUNT = 500;

/**
 * Gives fictional NIEs: one request has one, and so has one document. The number follows from the document, so that it
 * is nearly always the same after a new start.
 */
export function issuedNies(): (request: string, document: string) => Nie {
  const byRequest = new Map<string, Nie>();
  const byDocument = new Map<string, Nie>();
  return (request, document) => {
    const nie = byRequest.get(request) ?? byDocument.get(document) ?? free(document, new Set(byDocument.values()));
    byRequest.set(request, nie);
    byDocument.set(document, nie);
    return nie;
  };
}

function free(document: string, taken: ReadonlySet<Nie>): Nie {
  const start = createHash('sha256').update(document).digest().readUInt32BE(0);
  for (let step = 0; step < COUNT; step += 1) {
    const body = String(FIRST + ((start + step) % COUNT));
    const nie = `${body}-${niePolicy.checkCharacter(body)}` as Nie;
    if (!taken.has(nie)) return nie;
  }
  throw new Error('every fictional NIE was given');
}
