import { boundSignIn } from './bound-sign-in.ts';
import { ofClients } from './of-clients.ts';
import type { Operation } from './operation.ts';
import { pages } from './pages.ts';
import { signIns } from './sign-ins.ts';

/** Every operation, in the order of the table. */
export const operations: readonly Operation[] = [...signIns, boundSignIn, ...ofClients, ...pages];
