/** What a published person of a sandbox may be switched to for some minutes (docs/sandbox.md). */
export const personSwitches = ['pausada', 'detenida', 'declarada', 'correo-tarde'] as const;

export type PersonSwitch = (typeof personSwitches)[number];

/** A switch that was asked for, and when it ends by itself. */
export interface Switched {
  readonly to: PersonSwitch;
  readonly until: Date;
}

/** What is known of a published person beside the account. */
export interface KeptPerson {
  readonly switched?: Switched | undefined;
  /** When it was first seen that the account is not as published. */
  readonly changedAt?: Date | undefined;
}

/** The published people of a sandbox, by their name on the page; shared by all instances, and empty elsewhere. */
export interface SandboxPeople {
  all(): Promise<ReadonlyMap<string, KeptPerson>>;
  /** Switches a person; `false` where a switch is on already. Part of the caller's transaction. */
  switchTo(person: string, accountId: string, switched: Switched): Promise<boolean>;
  /** Notes that the account is not as published; the first time counts. */
  noteChanged(person: string, at: Date): Promise<void>;
  /** Notes that the account is as published, and that no switch is on. */
  noteRestored(person: string): Promise<void>;
  /** Whether mail about this account is late now. */
  isMailLate(accountId: string, at: Date): Promise<boolean>;
}
