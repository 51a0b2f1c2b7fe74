import { leavePage } from '../features/staff/leave.ts';
import type { DeskPage } from '../http/staff/desk-page.ts';

/** Every page of the desk with its roles, in the order of the tabs: the routes are made from this list, and the tests. */
export const deskPages: readonly DeskPage[] = [leavePage];
