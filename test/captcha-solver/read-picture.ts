import { inflateSync } from 'node:zlib';

/** A picture: how dark each pixel is, from 0 to 1, row after row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

const [DATA, END, DARKEST] = ['IDAT', 12, 15];

/** Reads a PNG of the captcha: unfiltered, two pixels in a byte, the palette from light to dark. */
export function readPicture(png: Buffer): Picture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const at = png.indexOf(DATA, 0, 'latin1');
  const rows = inflateSync(png.subarray(at + 4, png.length - END));
  const ink = Float32Array.from({ length: width * height }, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const both = rows[y * (1 + width / 2) + 1 + (x >> 1)] ?? 0;
    return (x % 2 === 0 ? both >> 4 : both & DARKEST) / DARKEST;
  });
  return { width, height, ink };
}
