import type { Rut } from '../domain/rut.ts';

/** A representative in force, and the first day on which they were (midnight UTC), where the SII returns it. */
export interface Representative {
  readonly run: Rut;
  readonly since?: Date | undefined;
}

/** A taxpayer with activity, or one that ended it. */
export interface Company {
  readonly rut: Rut;
  readonly razonSocial: string;
  readonly estado: 'vigente' | 'termino_giro';
  /** Only those in force today; may be empty. */
  readonly representantes: readonly Representative[];
}

/** The Servicio de Impuestos Internos, as far as we need it. Throws Unavailable when it does not answer in time. */
export interface TaxRegistry {
  /** Whether the answers of this registry may be about fictional companies. */
  readonly simulado: boolean;
  /** The taxpayer of this RUT, of whatever range of numbers; undefined when the SII knows none. */
  findCompany(rut: Rut): Promise<Company | undefined>;
}
