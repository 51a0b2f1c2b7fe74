/** Energy of each frequency of a frame whose length is a power of two, from zero to half the sampling rate. */
export function energies(frame: Float32Array): Float32Array {
  const [re, im] = [Float32Array.from(frame), new Float32Array(frame.length)];
  reorder(re);
  for (let half = 1; half < re.length; half *= 2) butterflies(re, im, half);
  return re.subarray(0, re.length / 2).map((x, at) => x * x + (im[at] as number) ** 2);
}

function butterflies(re: Float32Array, im: Float32Array, half: number): void {
  for (let turn = 0; turn < half; turn++) {
    const [cos, sin] = [Math.cos((Math.PI * turn) / half), -Math.sin((Math.PI * turn) / half)];
    for (let low = turn; low < re.length; low += 2 * half) {
      const high = low + half;
      const x = (re[high] as number) * cos - (im[high] as number) * sin;
      const y = (re[high] as number) * sin + (im[high] as number) * cos;
      re[high] = (re[low] as number) - x;
      im[high] = (im[low] as number) - y;
      re[low] = (re[low] as number) + x;
      im[low] = (im[low] as number) + y;
    }
  }
}

/** Bit-reversed order; the real parts are enough, because every imaginary part is zero. */
function reorder(re: Float32Array): void {
  for (let at = 1, to = 0; at < re.length; at++) {
    let bit = re.length >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (at < to) [re[at], re[to]] = [re[to] as number, re[at] as number];
  }
}
