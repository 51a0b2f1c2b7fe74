import { energies } from './fft.ts';

const [RATE, WINDOW, HOP] = [8000, 256, 128];

/** Bands of a frame, narrow at low frequencies as in hearing (mel). */
export const BANDS = 20;

/** Frames in a second. */
export const FRAMES_A_SECOND = RATE / HOP;

const EDGES = Array.from({ length: BANDS + 1 }, (_, band) => {
  const mel = 150 + ((2100 - 150) * band) / BANDS;
  return Math.round(((700 * (10 ** (mel / 2595) - 1)) / RATE) * WINDOW);
});
const HANN = Float32Array.from({ length: WINDOW }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW));

/**
 * Loudness (logarithm) of each band, frame after frame; each band minus its own mean, which removes the effect of a
 * filter.
 */
export function spectrogram(samples: Float32Array): Float32Array {
  const frames = Math.max(1, Math.floor((samples.length - WINDOW) / HOP));
  const loudness = new Float32Array(frames * BANDS);
  for (let frame = 0; frame < frames; frame++) {
    const bins = energies(HANN.map((weight, at) => weight * (samples[frame * HOP + at] ?? 0)));
    for (let band = 0; band < BANDS; band++) {
      const [from = 0, to = 0] = [EDGES[band], EDGES[band + 1]];
      let sum = 0.02;
      for (let bin = from; bin < Math.max(to, from + 1); bin++) sum += bins[bin] ?? 0;
      loudness[frame * BANDS + band] = Math.log(sum);
    }
  }
  return lessMean(loudness, frames);
}

function lessMean(loudness: Float32Array, frames: number): Float32Array {
  const means = new Float32Array(BANDS);
  for (let at = 0; at < loudness.length; at++)
    means[at % BANDS] = (means[at % BANDS] ?? 0) + (loudness[at] ?? 0) / frames;
  return loudness.map((value, at) => value - (means[at % BANDS] ?? 0));
}
