import { type Account, NO_ACCOUNT } from '../../../domain/account.ts';
import type { Email } from '../../../domain/email.ts';
import type { Phone } from '../../../domain/phone.ts';
import { parseRut } from '../../../domain/rut.ts';

/** As long as a real hash. */
const HASH = `b1:00000000:$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A fictional account, with as much on file as real ones have. */
export const madeUpAccount = (at: Date): Account => ({
  id: NO_ACCOUNT,
  profile: 'natural',
  kind: 'RUN',
  identifier: parseRut('1.000-6'),
  subject: NO_ACCOUNT,
  state: 'activa',
  identidad: 'documento',
  keyHash: HASH,
  keyChangedAt: at,
  question: { id: 1, answerHash: HASH },
  personal: {
    name: { given: 'Nadie', paternal: 'De', maternal: 'Ninguna' },
    email: 'nadie@correo.example' as Email,
    mobile: '+56940000000' as Phone,
    address: { street: 'Calle Ninguna', number: '0', comuna: '13101' },
  },
  simulado: true,
  keyNeedsCard: false,
  createdAt: at,
  confirmed: { email: at, mobile: at },
  identityProvedAt: at,
});
