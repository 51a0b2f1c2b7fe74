import type { Profile } from '../../src/domain/account.ts';
import type { Person } from './person.ts';

/** Who signs in, and what they can read. */
export interface Self {
  readonly profile: Profile;
  readonly number: string;
  /** Of a company: RUN of who acts for it. */
  representative?: string;
  /** Addresses and mobiles that the person can read. */
  reads: readonly string[];
  key: string;
}

const CHOSEN = {
  guia: ['Copihue-88', 'Araucaria8', 'Canelo-888', 'Boldo-8888'],
  segura: [
    'Otra frase que recien eligio',
    'Y otra frase que eligio hoy',
    'Tres frases llevo elegidas hoy',
    'La cuarta frase de esta tarde',
  ],
} as const;
const chosen = new WeakMap<Self, number>();

/** A key that the person did not have before. */
export function newKey(person: Person, self: Self): string {
  const count = chosen.get(self) ?? 0;
  chosen.set(self, count + 1);
  const keys = CHOSEN[person.app.deps.policy.name];
  return keys[count % keys.length] ?? '';
}

/** The newest match in what the person can read; ends the walk where there is none. */
export async function reads(person: Person, self: Self, shape: RegExp): Promise<string> {
  const found = await glances(person, self, shape);
  if (!found) {
    const came = (await person.app.mailbox()).filter(({ to }) => self.reads.includes(to)).slice(0, 3);
    throw new Error(`no message with ${shape} among ${came.map(({ to, subject }) => `${to}: ${subject}`).join('; ')}`);
  }
  return found;
}

/** The same, empty where there is none. */
export async function glances({ app }: Person, self: Self, shape: RegExp): Promise<string> {
  for (const { to, text } of await app.mailbox()) {
    const found = self.reads.includes(to) ? shape.exec(text)?.[1] : undefined;
    if (found) return found;
  }
  return '';
}
