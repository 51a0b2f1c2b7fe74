import sharp, { type Sharp } from 'sharp';
import { PAGE_SIDE } from '../domain/files.ts';

// Every loader is shut, and those of two kinds are opened, from memory alone.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

/** Longest sides that are tried, in this order. */
const sides = [PAGE_SIDE, 2400, 1600, 1000, 600];

/**
 * Pixels alone, in eight bits of sRGB on white, without any metadata: the largest that fits `most` bytes. `open`
 * begins anew for each try.
 */
export async function toPng(open: () => Sharp, most: number): Promise<Buffer> {
  for (const side of sides) {
    const drawn = await open()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 6 })
      .toBuffer();
    if (drawn.length <= most) return drawn;
  }
  throw new Error('no side is small enough');
}

export { sharp };
