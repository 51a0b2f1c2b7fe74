import { type CredentialRow, type CredentialUse, toCredential } from '../accounts/credential-row.ts';
import { isMine, ofAccount, type Reading } from './reader.ts';

/** What the user holds beside the key, by kind and name: never a secret, a hash or a public key. */
export const credentials: Reading = ofAccount<CredentialRow & CredentialUse>(
  'credentials',
  'created_at',
  (row, { secrets }) => {
    const { kind, label, createdAt, expiresAt, lastUsedAt } = toCredential(secrets, row);
    return {
      kind: { of: 'credential', code: kind },
      label,
      created: createdAt,
      lastUsed: lastUsedAt,
      expires: expiresAt,
    };
  },
  (row, reader) => isMine(reader, row.actor),
);
