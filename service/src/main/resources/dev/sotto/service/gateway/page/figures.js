// What the way costs and how long it takes, over the last seconds.

const SECONDS = 3;
const MEDIAN_OF = 101;

export class Figures {
  #packets = [];
  #delays = [];
  #roundTrips = [];
  #expected = new Map();
  gaps = 0;
  /** How late the player plays, and what the jitter is, in ms; of the stream that was played last. */
  buffer = null;
  jitter = null;

  /** A packet of so many frames of 20 ms. */
  packet(stream, firstFrame, frames, bytes, wire) {
    const expected = this.#expected.get(stream);
    if (expected !== undefined && firstFrame > expected) {
      this.gaps++;
    }
    this.#expected.set(stream, firstFrame + frames);
    this.#packets.push({ frames, bytes, wire });
    let kept = this.#packets.reduce((sum, packet) => sum + packet.frames, 0);
    while (kept > SECONDS * 50 && this.#packets.length > 1) {
      kept -= this.#packets.shift().frames;
    }
  }

  ended(stream) {
    this.#expected.delete(stream);
  }

  #kbps(what) {
    const frames = this.#packets.reduce((sum, packet) => sum + packet.frames, 0);
    const bytes = this.#packets.reduce((sum, packet) => sum + packet[what], 0);
    return frames > 0 ? bytes * 8 / (frames * 20) : null;
  }

  get payload() {
    return this.#kbps('bytes');
  }

  get wire() {
    return this.#kbps('wire');
  }

  /** Mouth to ear, in ms. */
  heard(milliseconds) {
    push(this.#delays, milliseconds);
  }

  buffered(target, jitter) {
    [this.buffer, this.jitter] = [target, jitter];
  }

  /** From the page to the gateway, through Kafka and codec and back, in ms. */
  returned(milliseconds) {
    push(this.#roundTrips, milliseconds);
  }

  get delay() {
    return median(this.#delays);
  }

  get roundTrip() {
    return median(this.#roundTrips);
  }
}

function push(list, value) {
  list.push(value);
  if (list.length > MEDIAN_OF) {
    list.shift();
  }
}

function median(list) {
  return list.length > 0 ? list.slice().sort((a, b) => a - b)[list.length >> 1] : null;
}
