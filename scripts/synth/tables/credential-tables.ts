import type { KeyMaterial } from '../../../src/adapters/secrets.ts';
import { between, type Person } from '../person.ts';
import { days, type Maker, type Row } from './made.ts';

/** One person in five has an app and the ten codes printed with it. */
const SHARE = 0.2;
const CODES = 10;

/** What people hold beside their keys. */
export const credentialMakers: readonly Maker[] = [{ table: 'credentials', make: factorsOf }];

function factorsOf({ account, chance, now }: Person, secrets: KeyMaterial): readonly Row[] {
  if (!chance.happens(SHARE)) return [];
  const created_at = between(days(now, -700), now, chance);
  const made = (kind: string, content: object): Row => {
    const id = chance.uuid();
    const sealed = secrets.seal(JSON.stringify(content), `credential:${id}`);
    return { id, kind, account_id: account.id, content: sealed, created_at };
  };
  const secret = chance.bytes(20).toString('hex');
  const code = { begins: 'AB', hash: account.keyHash, label: '' };
  return [
    made('totp', { secret, label: 'Mi teléfono' }),
    ...Array.from({ length: CODES }, () => made('recovery-code', code)),
  ];
}
