// My own streams that have not ended: what was recorded, to be held against what comes back.

export const HOP = 320;
/** Blocks that are remembered, for the delay and the original: a minute. */
const REMEMBERED = 3000;

class Life {
  #blocks = new Map();
  /** Samples so far. */
  length = 0;

  constructor(key) {
    this.key = key;
  }

  /** @param frame of the sound's clock; {@code sent} in ms of the page's */
  add(samples, frame, sent) {
    this.#blocks.set(this.length, { samples, frame, sent });
    this.#blocks.delete(this.length - REMEMBERED * HOP);
    this.length += samples.length;
  }

  /** The block that a sample lies in, if it is remembered. */
  block(position) {
    return this.#blocks.get(Math.floor(position / HOP) * HOP);
  }

  /** What I said from a position on. */
  original(position, length) {
    return Float32Array.from({ length }, (_, i) => this.block(position + i)?.samples[(position + i) % HOP] ?? 0);
  }
}

export class Lives {
  #lives = [];
  #count = 0;

  begin(stream) {
    const life = new Life(`${stream}#${this.#count++}`);
    this.#lives.push(life);
    return life;
  }

  /** The one that is spoken. */
  get spoken() {
    return this.#lives[this.#lives.length - 1];
  }

  /** The one that is heard: what was said first comes back first. */
  get heard() {
    return this.#lives[0];
  }

  ended() {
    this.#lives.shift();
  }

  clear() {
    this.#lives = [];
  }
}
