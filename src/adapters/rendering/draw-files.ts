import { availableParallelism } from 'node:os';
import { Refusal } from '../../domain/refusal.ts';
import type { DrawFile } from '../../ports/files.ts';
import { type Confined, chooseConfinement } from './choose-confinement.ts';
import { drawingTurns } from './drawing-turns.ts';
import { ANSWER_BYTES, readDrawing } from './read-drawing.ts';
import { type Outcome, type ProgramLimits, runProgram } from './run-program.ts';

const LIMITS: ProgramLimits = { milliseconds: 15_000, memory: 512 * 1024 * 1024, output: ANSWER_BYTES };
/** One drawing a core, and so many that wait. */
const TURNS = { width: availableParallelism(), room: 40, longestMs: 20_000 };

/** What is told of the processes: how they are confined, once, and each one that was stopped or broke. */
export type NoteDrawing = (note: {
  readonly confinedBy?: readonly string[];
  readonly stopped?: string;
  readonly crashed?: string;
}) => void;

interface DrawOptions {
  readonly note: NoteDrawing;
  /** The confinement, chosen at the first file. */
  readonly choose?: (limits: ProgramLimits) => Promise<Confined>;
  readonly limits?: ProgramLimits;
  readonly turns?: typeof TURNS;
}

/**
 * Draws each file in a process of its own, which knows nothing of the server and lives for that file alone. One that
 * hangs, breaks or takes too much is stopped and reported, and its file is refused.
 */
export function drawFiles({ note, choose = chooseConfinement, limits = LIMITS, turns = TURNS }: DrawOptions): DrawFile {
  const inTurn = drawingTurns(turns);
  let confined: Promise<Confined> | undefined;
  const confinement = async (): Promise<Confined> => {
    confined ??= choose(limits).then((chosen) => {
      note({ confinedBy: chosen.held });
      return chosen;
    });
    return confined;
  };
  return (content) =>
    inTurn(async () => {
      const { command } = await confinement();
      const outcome = await runProgram(command, content, limits);
      const drawing = readDrawing(outcome);
      if (drawing?.pages) return drawing.pages;
      if (drawing) throw new Refusal(drawing.refused);
      note(broken(outcome));
      throw new Refusal('file-not-drawn');
    });
}

const broken = (outcome: Outcome) => ('output' in outcome ? { crashed: 'answer' } : outcome);
