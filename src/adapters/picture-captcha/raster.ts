import type { Point } from './shapes.ts';

/** How much ink each pixel holds, from 0 to 1, row after row. */
export type Sheet = { readonly width: number; readonly height: number; readonly ink: Float32Array };

/** A pen resting at a place, in pixels, with half the width of its tip. */
export type Dab = { readonly at: Point; readonly radius: number };

/** A sheet without ink. */
export function blankSheet(width: number, height: number): Sheet {
  return { width, height, ink: new Float32Array(width * height) };
}

/** Leads the pen over all dabs; the edges are smooth, and ink over ink does not get darker. */
export function drawDabs(sheet: Sheet, dabs: readonly Dab[]): void {
  lead(sheet, dabs, Math.max);
}

/** Leads an eraser over all dabs, with smooth edges too. */
export function eraseDabs(sheet: Sheet, dabs: readonly Dab[]): void {
  lead(sheet, dabs, (ink, covered) => Math.min(ink, 1 - covered));
}

type Mix = (ink: number, covered: number) => number;

function lead(sheet: Sheet, dabs: readonly Dab[], mix: Mix): void {
  dabs.forEach((dab, index) => {
    mixBetween(sheet, dabs[index - 1] ?? dab, dab, mix);
  });
}

function mixBetween(sheet: Sheet, from: Dab, to: Dab, mix: Mix): void {
  const margin = Math.max(from.radius, to.radius) + 1;
  const [left, right] = span(from.at[0], to.at[0], margin, sheet.width);
  const [top, bottom] = span(from.at[1], to.at[1], margin, sheet.height);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const pixel = y * sheet.width + x;
      sheet.ink[pixel] = mix(sheet.ink[pixel] ?? 0, coverage(from, to, x, y));
    }
  }
}

function span(a: number, b: number, margin: number, size: number): readonly [number, number] {
  return [Math.max(0, Math.floor(Math.min(a, b) - margin)), Math.min(size - 1, Math.ceil(Math.max(a, b) + margin))];
}

function coverage(from: Dab, to: Dab, x: number, y: number): number {
  const [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
  const [px, py] = [x - from.at[0], y - from.at[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  const [ox, oy] = [px - dx * along, py - dy * along];
  const radius = from.radius + (to.radius - from.radius) * along;
  return Math.min(1, Math.max(0, radius + 0.5 - Math.sqrt(ox * ox + oy * oy)));
}
