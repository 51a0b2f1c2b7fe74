import { mayDo, mayHaveSecret } from '../../../domain/portal-client.ts';
import { MOST_SECRETS, secretsAt } from '../../../domain/portal-secret.ts';
import type { SheetSection } from './section.ts';

/** The secrets of a client that has them: when each began and ends, never what it is. */
export const secretsSection: SheetSection = {
  name: 'secrets',
  locals({ client, role, texts, deps }) {
    if (!mayHaveSecret(client)) return undefined;
    const valid = secretsAt(client.secrets, deps.now());
    const day = texts.formats.longDay;
    return {
      secrets: valid.map(({ number, from, until }) => ({ number, from: day(from), until: day(until) })),
      makes: mayDo('newSecret', role, client.state) && valid.length < MOST_SECRETS,
      ends: mayDo('endSecret', role, client.state),
    };
  },
};
