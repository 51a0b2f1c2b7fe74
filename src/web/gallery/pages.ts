import type { GalleryPage } from './gallery-page.ts';
import { informationPages } from './information-pages.ts';
import { logInPages } from './log-in-pages.ts';
import { messagePages } from './message-pages.ts';
import { protocolPages } from './protocol-pages.ts';
import { registerPages } from './register-pages.ts';

/** Every page of the product in every state, filled with the example people of the simulated registry. */
export const galleryPages: readonly GalleryPage[] = [
  ...informationPages,
  ...registerPages,
  ...logInPages,
  ...protocolPages,
  ...messagePages,
];
