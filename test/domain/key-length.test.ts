import test from 'ava';
import { chooseKey } from '../../src/domain/key.ts';
import { isShortKey, keyLength, keyTooShortNow } from '../../src/domain/key-length.ts';
import { policies } from '../../src/domain/policy.ts';
import type { Refusal } from '../../src/domain/refusal.ts';

const { guia, segura } = policies;
/** A key of so many characters that is hard to guess. */
const keyOf = (length: number): string => 'Quiltro-9x¡otra frase larga!'.repeat(3).slice(0, length);

const rows = [
  [guia, false, 8, 10],
  [guia, true, 8, 10],
  [segura, false, 15, 64],
  [segura, true, 8, 64],
] as const;

for (const [policy, withFactor, min, max] of rows)
  test(`[C1] ${policy.name}: ${min} to ${max} characters ${withFactor ? 'with' : 'without'} a second factor`, (t) => {
    t.deepEqual(keyLength(policy, withFactor), { min, max });
    const judge = (length: number) => () => chooseKey(keyOf(length), policy, [], withFactor);
    for (const length of [min, max]) t.is(judge(length)().length, length);
    for (const length of [min - 1, max + 1]) {
      const refused = t.throws<Refusal>(judge(length), { message: 'key-length' });
      t.like(refused?.details, { min, max });
    }
  });

test('[C1] a page that says nothing about factors asks for the length without one', (t) => {
  t.throws(() => chooseKey(keyOf(14), segura, []), { message: 'key-length' });
});

test('[C1] a key is short below the length without a factor, which the guide does not have', (t) => {
  t.true(isShortKey(chooseKey(keyOf(14), segura, [], true), segura));
  t.false(isShortKey(chooseKey(keyOf(15), segura, [], true), segura));
  t.false(isShortKey(chooseKey(keyOf(8), guia, [], true), guia));
});

const held: readonly { readonly keyShort?: boolean }[] = [{ keyShort: true }, { keyShort: false }, {}];
for (const policy of [guia, segura])
  for (const factors of [[], ['totp'], ['totp', 'passkey']])
    for (const account of held) {
      const expected = policy === segura && factors.length === 0 && account.keyShort === true;
      test(`[C1] ${policy.name}, ${factors.length} factors, short ${account.keyShort}: ${expected ? 'too short' : 'left alone'}`, (t) =>
        t.is(keyTooShortNow(account, factors, policy), expected));
    }
