// When speech that comes live is played: dev.sotto.service.playout in JavaScript, number for number.

export const LEAST = 40;
const MOST = 500;
const REMEMBERED = 250;
const SHARE = 0.97;
const SHRINK = 5;
const LUMP = 240;
const RESUMED = 2000;

const bounded = (ms) => Math.max(LEAST, Math.min(MOST, ms));

export class PlayoutDelay {
  /** In ms. */
  target = LEAST;
  jitter = 0;
  #samplesPerMs;
  #delays = [];
  #next = 0;
  #late = 0;

  constructor(rate) {
    this.#samplesPerMs = rate / 1000;
  }

  /**
   * @param now when it came, in ms
   * @param waiting samples before it that are not played yet
   * @returns {{silence: number, skip: number}} samples of silence before it, and samples of its beginning to leave out
   */
  arrived(position, length, quiet, now, waiting) {
    const lump = quiet && length > LUMP * this.#samplesPerMs;
    if (position < this.#next) {
      this.#delays = [];
    }
    this.#next = position + length;
    if (!lump) {
      this.#measure(now - position / this.#samplesPerMs);
    }
    if (quiet) {
      this.target = Math.max(bounded(this.jitter), this.target - SHRINK);
    }
    const depth = Math.round(this.target * this.#samplesPerMs);
    if (waiting === 0) {
      return lump ? { silence: Math.max(0, depth - length), skip: Math.max(0, length - depth) }
        : { silence: Math.max(0, depth - Math.round(this.#late * this.#samplesPerMs)), skip: 0 };
    }
    const surplus = waiting - depth + (lump ? length : 0);
    return { silence: 0, skip: quiet ? Math.max(0, Math.min(surplus, length)) : 0 };
  }

  #measure(delay) {
    if (this.#delays.length > 0 && delay - Math.min(...this.#delays) > RESUMED) {
      this.#delays = [];
    }
    this.#delays.push(delay);
    if (this.#delays.length > REMEMBERED) {
      this.#delays.shift();
    }
    const sorted = this.#delays.slice().sort((a, b) => a - b);
    this.jitter = sorted[Math.ceil(SHARE * sorted.length) - 1] - sorted[0];
    this.#late = delay - sorted[0];
    this.target = Math.max(this.target, bounded(this.#late));
  }
}

export class Loudness {
  #loudest = 0;

  isQuiet(samples) {
    let sum = 0;
    for (const sample of samples) {
      sum += sample * sample;
    }
    const power = sum / Math.max(1, samples.length);
    this.#loudest = Math.max(power, this.#loudest * 0.9998);
    return power <= Math.max(2 ** -30, this.#loudest / 1000);
  }
}
