import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deriveSecrets, type KeyMaterial } from '../../../src/adapters/secrets.ts';
import type { Closers } from '../../helpers/proof/ground.ts';
import { clientsFolder } from '../../helpers/server-process.ts';
import { clientFiles } from './clients.ts';
import { type Cores, pinThisProcess } from './cores.ts';
import { openOutside } from './outside.ts';
import { makePeople, type People } from './people.ts';
import { type BenchPostgres, fillWith, migrateAs, openPostgres } from './postgres.ts';
import { type ProductNeeds, SECRETS_KEY } from './product.ts';

/** What the servers of a run stand on. */
export interface Ground {
  readonly cores: Cores;
  readonly postgres: BenchPostgres;
  readonly people: People;
  readonly secrets: KeyMaterial;
  /** What each process of the product is started with. */
  readonly needs: ProductNeeds;
  /** A folder of the run. */
  readonly folder: string;
}

/** Accounts, and how many of them sign in: the fewer there are, the sooner a short run begins. */
const SIZES = { short: { accounts: 400, signers: 64 }, whole: { accounts: 4000, signers: 600 } };

/** Pins this process, and opens a filled PostgreSQL, registries, relay and gateway; `closers` end all of it. */
export async function openGround(short: boolean, closers: Closers): Promise<Ground> {
  const cores = pinThisProcess();
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await openPostgres(closers);
  await migrateAs(postgres);
  const secrets = deriveSecrets([SECRETS_KEY]);
  const { accounts, signers } = short ? SIZES.short : SIZES.whole;
  const people = await makePeople(secrets, accounts, signers);
  await fillWith(postgres, secrets, people);
  const { directory: clientsDir, remove } = clientsFolder(clientFiles);
  closers.push(remove);
  const outside = await openOutside(people, closers);
  return {
    cores,
    postgres,
    people,
    secrets,
    folder,
    needs: { postgres, clientsDir, folder, outside, core: cores.server },
  };
}
