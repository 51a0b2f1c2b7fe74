import type { Here } from '../../../account/who-is-in.ts';
import { credentialUntil, type MachineCredential, type PublicJwk, withoutCredential } from '../../../domain/machine.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { MadeMachineSecret } from '../../../ports/machines.ts';
import { ownMachine } from './own-machine.ts';
import { type Doer, recordDeed } from './tell-machine.ts';

/** What is said of a new credential: a label, and for how many months it is valid. */
export interface AskedCredential {
  readonly label: string;
  readonly months: number;
}

const MADE = { act: 'machine.credential-made', news: 'credential-made' } as const;

/** Makes a secret, to be shown once. Throws what `ownMachine` and `withCredential` throw. */
export async function makeSecret(
  deps: Deps,
  doer: Doer,
  id: string,
  asked: AskedCredential,
): Promise<MadeMachineSecret> {
  await ownMachine(deps, doer.here, id, 'decide');
  return deps.atomically(async () => {
    const made = await deps.machines.newSecret(id, about(deps, doer, asked));
    if (!made) throw new Refusal('machine-gone');
    await recordDeed(deps, doer, made.machine, { ...MADE, credential: made.machine.credentials[0] });
    return made;
  });
}

/** Registers a public key. Throws what `ownMachine` and `withCredential` throw. */
export async function addKey(
  deps: Deps,
  doer: Doer,
  id: string,
  { jwk, ...asked }: AskedCredential & { readonly jwk: PublicJwk },
): Promise<void> {
  await ownMachine(deps, doer.here, id, 'decide');
  await deps.atomically(async () => {
    const machine = await deps.machines.addKey(id, { ...about(deps, doer, asked), kind: 'key', jwk });
    if (!machine) throw new Refusal('machine-gone');
    await recordDeed(deps, doer, machine, { ...MADE, credential: machine.credentials[0] });
  });
}

/** Ends a credential and its tokens at once. Throws what `ownMachine` throws, and `machine-credential-gone`. */
export async function endCredential(deps: Deps, doer: Doer, id: string, number: number): Promise<void> {
  await ownMachine(deps, doer.here, id, 'decide');
  await deps.atomically(async () => {
    let ended: MachineCredential | undefined;
    const machine = await deps.machines.change(id, ({ credentials }) => {
      ended = credentials.find((one) => one.number === number);
      return { credentials: withoutCredential(credentials, number) };
    });
    if (!machine) throw new Refusal('machine-gone');
    const deed = { act: 'machine.credential-ended', news: 'credential-ended', credential: ended } as const;
    await recordDeed(deps, doer, machine, deed);
  });
}

/** Whether a secret may be shown now: once, to who still decides about the machine. Marks it as shown. */
export async function showOnce(deps: Deps, here: Here, id: string, number: number): Promise<boolean> {
  await ownMachine(deps, here, id, 'decide');
  return deps.atomically(async () => {
    const machine = await deps.machines.change(id, ({ credentials }) => {
      const one = credentials.find((credential) => credential.number === number);
      if (!one || one.shown) return undefined;
      return { credentials: credentials.map((other) => (other === one ? { ...one, shown: true as const } : other)) };
    });
    return machine !== undefined;
  });
}

function about({ now }: Pick<Deps, 'now'>, { here: { account, actor } }: Doer, { label, months }: AskedCredential) {
  const from = now();
  return {
    label,
    from,
    until: credentialUntil(from, months),
    by: { accountId: account.id, subject: actor?.subject },
  };
}
