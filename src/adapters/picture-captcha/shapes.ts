/** A place: x to the right, y downwards. */
export type Point = readonly [x: number, y: number];

/** The points a pen passes through without being lifted. */
export type Stroke = readonly Point[];

const STEP_DEGREES = 20;

/** Points of an ellipse from one angle to another, in degrees clockwise from the right; both ends included. */
export function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): Stroke {
  const steps = Math.ceil(Math.abs(to - from) / STEP_DEGREES);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });
}

/** The same stroke with more points, no two of them further apart than `reach`. */
export function subdivide(stroke: Stroke, reach: number): Stroke {
  return stroke.flatMap((to, index) => {
    const from = stroke[index - 1];
    return from === undefined ? [to] : stepsBetween(from, to, reach);
  });
}

function stepsBetween(from: Point, to: Point, reach: number): Stroke {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const count = Math.max(1, Math.ceil(Math.hypot(dx, dy) / reach));
  return Array.from({ length: count }, (_, step) => {
    const share = (step + 1) / count;
    return [from[0] + dx * share, from[1] + dy * share] as const;
  });
}
