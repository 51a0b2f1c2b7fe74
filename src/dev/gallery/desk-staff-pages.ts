import { csrfToken } from './cuenta-frame.ts';
import { deskFrameFor } from './desk-frame.ts';
import type { GalleryPage } from './gallery-page.ts';
import { texts } from './texts.ts';

/** The pages of the staff themselves. */
export const deskStaffPages: readonly GalleryPage[] = [
  {
    name: 'mesa-salir',
    view: 'staff/leave',
    locals: { ...deskFrameFor(['agente', 'revisor']), title: texts.staff.titles.leave, csrfToken },
  },
];
