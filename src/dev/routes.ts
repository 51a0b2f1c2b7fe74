import type Router from '@koa/router';
import { galleryRoutes } from './gallery/routes.ts';
import { mailboxRoutes, type ReadMailbox } from './mailbox.ts';

/** The pages of development: the gallery, and the mailbox where messages are kept. */
export const developmentRoutes = (readMailbox: ReadMailbox | undefined): Router[] => [
  ...(readMailbox ? [mailboxRoutes(readMailbox)] : []),
  galleryRoutes(),
];
