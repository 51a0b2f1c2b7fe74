/** How a sound is put on a tape: beginning at a sample, this many times as fast and as loud. */
type Take = { readonly start: number; readonly speed: number; readonly loudness: number };

/** How many samples a sound takes at a speed. */
function playedLength(sound: Float32Array, speed: number): number {
  return Math.floor(sound.length / speed);
}

/** Adds a sound to what the tape already holds; what would pass its end is left out. Faster is also higher. */
export function mixIn(tape: Float32Array, sound: Float32Array, take: Take): void {
  const length = Math.min(playedLength(sound, take.speed), tape.length - take.start);
  for (let at = 0; at < length; at++) {
    const here = take.start + at;
    tape[here] = (tape[here] ?? 0) + take.loudness * sampleAt(sound, at * take.speed);
  }
}

function sampleAt(sound: Float32Array, place: number): number {
  const whole = Math.floor(place);
  const [now, next] = [sound[whole] ?? 0, sound[whole + 1] ?? 0];
  return now + (next - now) * (place - whole);
}
