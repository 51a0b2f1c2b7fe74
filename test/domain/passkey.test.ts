import test from 'ava';
import { amrOf } from '../../src/domain/passkey.ts';

test('a passkey of one device is hardware, one that is copied is software; both verify their user and are several factors (RFC 8176)', (t) => {
  t.deepEqual(amrOf({ backedUp: false }), ['hwk', 'user', 'mfa']);
  t.deepEqual(amrOf({ backedUp: true }), ['swk', 'user', 'mfa']);
});
