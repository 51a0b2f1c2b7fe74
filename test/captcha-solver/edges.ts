import type { Picture } from './read-picture.ts';

const [CELL, DIRECTIONS] = [5, 6];

/** Width of a letter's window in columns. */
const WINDOW = 9;

/** The strength of edges of each direction in each cell of 5 by 5 pixels, column after column. */
export interface Edges {
  readonly columns: number;
  readonly cells: Float32Array;
  /** Values in a column. */
  readonly depth: number;
}

/** The edges of a picture (histograms of oriented gradients; Dalal and Triggs, 2005). */
export function edgesOf({ width, height, ink }: Picture): Edges {
  const depth = Math.ceil(height / CELL) * DIRECTIONS;
  const [columns, dark] = [Math.ceil(width / CELL), (x: number, y: number) => ink[y * width + x] ?? 0];
  const cells = new Float32Array(columns * depth);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const [dx, dy] = [dark(x + 1, y) - dark(x - 1, y), dark(x, y + 1) - dark(x, y - 1)];
      if (dx === 0 && dy === 0) continue;
      const direction = Math.floor(((Math.atan2(dy, dx) / Math.PI + 2) % 1) * DIRECTIONS);
      const at = Math.floor(x / CELL) * depth + Math.floor(y / CELL) * DIRECTIONS + direction;
      cells[at] = (cells[at] ?? 0) + Math.hypot(dx, dy) / CELL;
    }
  }
  return { columns, cells, depth };
}

/** How many values a window has. */
export const windowSize = ({ depth }: Edges): number => WINDOW * depth;

/** The window whose left column is `column`. */
export const windowAt = ({ cells, depth }: Edges, column: number): Float32Array =>
  cells.subarray(column * depth, (column + WINDOW) * depth);

/** Left columns that a window may have. */
export const windowsIn = ({ columns }: Edges): number => columns - WINDOW + 1;

/** The place in pixels of the middle of a window. */
export const middleOf = (column: number): number => (column + WINDOW / 2) * CELL;
