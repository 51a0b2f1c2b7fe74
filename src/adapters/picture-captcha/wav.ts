/** The pace of every sound here, in samples a second. */
export const SAMPLE_RATE = 8000;

const [HEADER, MIDDLE, SWING] = [44, 128, 127];

/** Sound as a WAV of 8 kHz, 8 bit, mono; samples lie from -1 to 1, and louder ones are cut off. */
export function encodeWav(samples: Float32Array): Buffer {
  const wav = Buffer.alloc(HEADER + samples.length + (samples.length % 2));
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.set(format(), 16);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length, 40);
  for (let at = 0; at < samples.length; at++) wav[HEADER + at] = toByte(samples[at] ?? 0);
  return wav;
}

/** The samples of such a WAV, from -1 to 1; throws RangeError for one of another kind. */
export function decodeWav(wav: Buffer): Float32Array {
  const known = wav.toString('latin1', 8, 16) === 'WAVEfmt ' && wav.toString('latin1', 36, 40) === 'data';
  if (!known || !wav.subarray(16, 36).equals(format())) throw new RangeError('not a WAV of 8 kHz, 8 bit, mono');
  const data = wav.subarray(HEADER, HEADER + wav.readUInt32LE(40));
  const samples = new Float32Array(data.length);
  // All recordings are read at the start: `Float32Array.from` would take ten times as long.
  for (let at = 0; at < data.length; at++) samples[at] = ((data[at] ?? 0) - MIDDLE) / SWING;
  return samples;
}

/** The format chunk after its name: its length, PCM, one channel, samples and bytes a second, bytes and bits a sample. */
function format(): Buffer {
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32LE(16, 0);
  chunk.writeUInt16LE(1, 4);
  chunk.writeUInt16LE(1, 6);
  chunk.writeUInt32LE(SAMPLE_RATE, 8);
  chunk.writeUInt32LE(SAMPLE_RATE, 12);
  chunk.writeUInt16LE(1, 16);
  chunk.writeUInt16LE(8, 18);
  return chunk;
}

function toByte(sample: number): number {
  return MIDDLE + Math.round(SWING * Math.min(1, Math.max(-1, sample)));
}
