import type { Visitor } from '../ports/audit.ts';
import type { Done } from '../ports/notice.ts';
import type { World } from '../ports/world.ts';
import { hourOf } from './hour.ts';

/** When, with what device and from which network a visitor does what a notice tells (floor 10). */
export const doneNow = ({ now }: World, { device, network }: Visitor): Done => ({ at: hourOf(now()), device, network });
