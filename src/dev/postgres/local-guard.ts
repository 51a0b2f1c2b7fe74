/** A program: `node local-guard.ts FOLDER` ends the PostgreSQL of a folder once its standard input closes (local-server.ts). */
import { endOrphan } from './local-server.ts';

const [folder] = process.argv.slice(2);
for await (const _ of process.stdin);
if (folder) await endOrphan(folder);
