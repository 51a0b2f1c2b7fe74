import { proveIdentity } from '../../account/prove-identity.ts';
import { requireSerial } from '../../domain/cedula.ts';
import { parseHolderId } from '../../domain/holder-id.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { World } from '../../ports/world.ts';
import { readAll, text } from '../form.ts';
import { wordsFor } from '../messages.ts';
import { show, visitorOf } from '../page.ts';
import { frameOf } from './frame.ts';
import type { Step } from './interaction.ts';

/** The platform does not take a declared identity: the person shows the number of the card, and the sign-in goes on. */
export const identidadStep: Step = {
  fieldOf: { 'cedula-mismatch': 'serie' },
  first: 'serie',

  async show(world, ctx, interaction, { errors = [], faults = {}, values = {}, refused }) {
    const atDesk = await isSeenAtDesk(world, interaction.accountId);
    show(ctx, 'log-in/identidad', {
      title: 'Compruebe su identidad',
      ...(await frameOf(world, ctx, interaction, { refused })),
      ...(atDesk ? { atDesk: wordsFor(new Refusal('document-at-desk')).text } : { errors, faults, values }),
    });
  },

  async post(world, ctx, { accountId }, form) {
    const { serie } = readAll({ serie: () => requireSerial(text(form, 'serie')) });
    if (!accountId) throw new Refusal('form-stale');
    await proveIdentity(world, accountId, serie, visitorOf(ctx));
    return { identidad: {} };
  },
};

/** A NIE has no card that the Registro Civil could compare: that document is seen in person. */
async function isSeenAtDesk({ accounts }: World, holder: string | undefined): Promise<boolean> {
  const account = holder && (await accounts.find(parseHolderId(holder).accountId));
  return account ? account.kind === 'NIE' : false;
}
