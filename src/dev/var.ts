import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where development keeps what it makes for itself. */
export const VAR = path.join(ROOT, 'var');
