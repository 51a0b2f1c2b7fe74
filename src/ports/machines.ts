import type { Machine, MachineApi, NewCredential } from '../domain/machine.ts';
import type { Rut } from '../domain/rut.ts';

/** What a machine begins with; it has no credential yet. */
export type NewMachine = Pick<Machine, 'organisation' | 'name' | 'apis'>;

/** What a step changes of a machine. */
export type MachineChange = Partial<Pick<Machine, 'name' | 'credentials'>> & {
  readonly apis?: readonly MachineApi[];
};

/** A secret in clear, to be shown once; only its hash is stored. */
export interface MadeMachineSecret {
  readonly machine: Machine;
  readonly number: number;
  readonly secret: string;
}

/** All machines, and how many rows did not verify: those are not served. */
export interface AllMachines {
  readonly machines: readonly Machine[];
  readonly unverified: number;
}

/** The last day on which each credential of a machine was used, as 2026-11-30, by its number. */
export type LastUses = ReadonlyMap<number, string>;

/**
 * Machines of organisations. A row that is put back to an older state throws TamperedRow. Each change notifies every
 * instance when it is committed.
 */
export interface Machines {
  create(machine: NewMachine): Promise<Machine>;
  /** By its id; undefined also for a text that is no id. */
  find(id: string): Promise<Machine | undefined>;
  /** Those of an organisation, newest first. */
  ofOrganisation(rut: Rut): Promise<readonly Machine[]>;
  /** How many an organisation has, counted under a lock of the transaction: two at once see each other. */
  countUnderLock(rut: Rut): Promise<number>;
  /** Locks a machine and writes what `step` gives; undefined where there is none, or where `step` gives undefined. */
  change(id: string, step: (machine: Machine) => MachineChange | undefined): Promise<Machine | undefined>;
  /** Makes a secret of 256 random bits. Throws what `withCredential` throws. */
  newSecret(id: string, about: Omit<NewCredential, 'kind' | 'hash' | 'jwk'>): Promise<MadeMachineSecret | undefined>;
  /** Registers a public key. Throws what `withCredential` throws. */
  addKey(id: string, about: Omit<NewCredential, 'hash'>): Promise<Machine | undefined>;
  /** Deletes a machine with its credentials; undefined where there is none. */
  remove(id: string): Promise<Machine | undefined>;
  /** Every machine, to be served. */
  all(): Promise<AllMachines>;
  /** Notes that a credential was used today. */
  noteUse(id: string, number: number): Promise<void>;
  lastUses(id: string): Promise<LastUses>;
  /** Ids of machines with a credential about whose end a notice is due, oldest first. */
  dueNotices(limit: number): Promise<readonly string[]>;
}
