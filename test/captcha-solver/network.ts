const [HIDDEN, DECAY] = [96, 1e-5];

/** A network of one hidden layer that is trained one sample after the other. */
export interface Network {
  /** Moves the weights a little towards the class `right` for this input. */
  teach(input: Float32Array, right: number, rate: number): void;
  /** The probability of each class. */
  ask(input: Float32Array): Float32Array;
}

/** A network with rectified units between `inputs` and `classes`; its first weights are from `random`. */
export function network(inputs: number, classes: number, random: () => number): Network {
  const layer = (from: number, to: number) =>
    Float32Array.from({ length: (from + 1) * to }, () => (random() + random() - 1) * Math.sqrt(6 / from));
  const [first, second] = [layer(inputs, HIDDEN), layer(HIDDEN, classes)];

  const ask = (input: Float32Array) => {
    const hidden = weighed(first, input, HIDDEN).map((value) => Math.max(0, value));
    return { hidden, output: probabilities(weighed(second, hidden, classes)) };
  };
  return {
    ask: (input) => ask(input).output,
    teach(input, right, rate) {
      const { hidden, output } = ask(input);
      const wrong = output.map((share, at) => share - (at === right ? 1 : 0));
      const back = hidden.map((value, unit) => (value > 0 ? blame(second, unit, hidden.length, wrong) : 0));
      adjust(second, hidden, wrong, rate);
      adjust(first, input, back, rate);
    },
  };
}

/** Rows of `from + 1` weights, the last for an input that is always 1. */
function weighed(weights: Float32Array, input: Float32Array, outputs: number): Float32Array {
  const row = input.length + 1;
  return Float32Array.from({ length: outputs }, (_, output) => {
    let sum = weights[output * row + input.length] as number;
    for (let at = 0; at < input.length; at++) sum += (weights[output * row + at] as number) * (input[at] as number);
    return sum;
  });
}

function blame(weights: Float32Array, unit: number, units: number, wrong: Float32Array): number {
  return wrong.reduce((sum, value, output) => sum + value * (weights[output * (units + 1) + unit] as number), 0);
}

function adjust(weights: Float32Array, input: Float32Array, wrong: Float32Array, rate: number): void {
  const row = input.length + 1;
  for (const [output, value] of wrong.entries()) {
    if (value === 0) continue;
    for (let at = 0; at < input.length; at++) {
      const weight = weights[output * row + at] as number;
      weights[output * row + at] = weight - rate * (value * (input[at] as number) + DECAY * weight);
    }
    weights[output * row + input.length] = (weights[output * row + input.length] as number) - rate * value;
  }
}

function probabilities(values: Float32Array): Float32Array {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
