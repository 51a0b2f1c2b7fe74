import type { KeyMistake } from '../../../ports/machine-pages.ts';

/** Mistakes of the forms of machines. */
export type MachineFaultCode = 'missing' | 'long' | 'organisation' | 'no-scope' | 'months' | 'unconfirmed' | KeyMistake;

/** What was just done, by the word in the address (`?listo=creada`). */
export type MachineDone = 'creada' | 'terminada' | 'llave' | 'credencial' | 'permisos';

/** Machines of organisations in Desarrolladores. */
export interface MachinePagesTexts {
  readonly titles: {
    readonly list: string;
    readonly create: string;
    readonly secret: string;
    readonly secretOver: string;
    readonly gone: string;
    sheet(name: string): string;
  };
  readonly gone: string;
  readonly kinds: Readonly<Record<'secret' | 'key', string>>;
  readonly done: Readonly<Record<MachineDone, string>>;
  readonly faults: Readonly<Record<MachineFaultCode, string>>;
  readonly neverUsed: string;
  months(count: number): string;
}
