import type { Account } from '../account.ts';
import type { NewContacts } from '../recovery.ts';
import type { Rut } from '../rut.ts';
import type { AskedAtCounter } from './asked-at-counter.ts';
import type { CaseKind } from './kinds/kinds.ts';

/** What a decided case changes in an account. */
export interface CounterEffect {
  /** They replace those on file; without a mobile the one on file stays. */
  readonly contacts?: NewContacts | undefined;
  /** The identity becomes `documento`. */
  readonly identity?: true | undefined;
  /** What a recovery sends is sent, as if the card had been shown. */
  readonly key?: true | undefined;
  /** The lost second factor ends. */
  readonly factors?: true | undefined;
  /** The number opens to the person whose document was seen. */
  readonly number?: true | undefined;
  /** Of a company: RUN of the representative whose document was seen. */
  readonly representative?: Rut | undefined;
}

type Asked = Pick<AskedAtCounter, 'contacts' | 'key' | 'representative'>;
type Holder = Pick<Account, 'profile' | 'identidad' | 'state'>;

/** Kinds that change an account after a waiting period. */
export type WaitingKind = Exclude<
  CaseKind,
  'derecho' | 'reclamo' | 'proteccion' | 'copia-migrante' | 'facilitador' | 'plataforma' | 'organismo'
>;

/**
 * Whether a dispute leaves the account to the person whose document is seen: it was proved by a card or a document of the
 * same person, and what is disputed is who holds its contacts. Else the number itself is disputed (rules, Squatting):
 * a copy may be another person's, so that the document prevails over it.
 */
export const keepsAccount = ({ identidad }: Pick<Account, 'identidad'>): boolean => identidad === 'documento';

/** What a case of a kind changes once it is granted. A frozen account is opened by a new key, as after a recovery. */
export function effectOf(kind: WaitingKind, asked: Asked, account: Holder): CounterEffect {
  const { contacts, representative } = asked;
  const key = contacts || asked.key || account.state === 'congelada' ? true : undefined;
  const raises = account.profile !== 'juridica' && account.identidad !== 'documento' ? true : undefined;
  switch (kind) {
    case 'identidad-disputada':
      return keepsAccount(account) ? { contacts, key: true, representative } : { number: true };
    case 'factor-perdido':
      return { factors: true, representative };
    case 'documento-migrante':
    case 'cedula-vencida':
      return { contacts, key, identity: raises, representative };
    case 'correo-perdido':
    case 'segunda-detencion':
      return { contacts, key: true, representative };
  }
}

/** Parts of an effect, as notices and pages name them. */
export const counterParts = ['email', 'mobile', 'identity', 'key', 'factors', 'number'] as const;
export type CounterPart = (typeof counterParts)[number];

/** The parts of an effect, in the order in which they are named. */
export function partsOf(
  { contacts, identity, key, factors, number }: CounterEffect,
  { personal }: Pick<Account, 'personal'>,
): readonly CounterPart[] {
  const has: Readonly<Record<CounterPart, boolean>> = {
    email: contacts !== undefined && contacts.email !== personal.email,
    mobile: contacts?.mobile !== undefined,
    identity: identity === true,
    key: key === true,
    factors: factors === true,
    number: number === true,
  };
  return counterParts.filter((part) => has[part]);
}
