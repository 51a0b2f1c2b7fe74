import type { Curve } from './curve.ts';

/** The sound played `speed` times as fast, and as high, as a tape whose motor is not steady. */
export function bend(sound: Float32Array, speed: Curve): Float32Array {
  const bent = new Float32Array(Math.ceil(sound.length * 1.5));
  let length = 0;
  for (let place = 0; place < sound.length - 1 && length < bent.length; place += speed(place / sound.length)) {
    const whole = Math.floor(place);
    const now = sound[whole] ?? 0;
    bent[length++] = now + ((sound[whole + 1] ?? 0) - now) * (place - whole);
  }
  return bent.subarray(0, length);
}
