import { argon2Engine } from './argon2.ts';
import type { Argon2Engine } from './engine.ts';
import { nodeRsEngine } from './node-rs.ts';

/** The engine that hashes, and why no earlier one does; logged at start. */
export interface ChosenEngine {
  readonly engine: Argon2Engine;
  /** For the log. */
  readonly reason: string;
}

type Load = () => Promise<Argon2Engine>;

/** The first that works is used: `@node-rs/argon2` takes less than half the time (docs/security.md, Engines). */
const LOADS: readonly Load[] = [nodeRsEngine, argon2Engine];

/** A digest of RFC 9106's algorithm with 8 KiB and one pass: an engine that gives another one is not used. */
const KNOWN = {
  work: {
    secret: Buffer.alloc(32, 3),
    salt: Buffer.alloc(16, 2),
    memoryCost: 8,
    timeCost: 1,
    parallelism: 1,
  },
  digest: 'a292a222421c5af625e9167c05f215c4671d0628ffb848d43e0d1ef3d70d0d46',
} as const;

/**
 * Takes the first engine that loads and computes a known digest. Throws where none does. Only tests give other `loads`:
 * no setting chooses.
 */
export async function chooseEngine(loads: readonly Load[] = LOADS): Promise<ChosenEngine> {
  const refused: string[] = [];
  for (const load of loads) {
    try {
      const engine = await load();
      await assertRight(engine);
      const reason = refused.length === 0 ? 'the first one works' : refused.join('; ');
      return { engine, reason };
    } catch (error) {
      refused.push(firstLine(error));
    }
  }
  throw new Error(`no argon2id here: ${refused.join('; ')}`);
}

async function assertRight(engine: Argon2Engine): Promise<void> {
  const digest = (await engine.digest('known', KNOWN.work)).toString('hex');
  if (digest !== KNOWN.digest) throw new Error(`${engine.name} computes another digest`);
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
