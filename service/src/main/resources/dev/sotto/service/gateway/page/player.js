// AudioWorklet: plays the streams of a room, each from a buffer that is as short as the way allows.

const STEP = sampleRate * 0.02;
const LEAST = 2 * STEP;
const MOST = 15 * STEP;

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this.streams = new Map();
    this.port.onmessage = ({ data }) => this.take(data);
  }

  take({ stream, samples, position, patient, ended, drop }) {
    if (drop) {
      this.streams.delete(stream);
      return;
    }
    let queue = this.streams.get(stream);
    if (ended) {
      if (queue) {
        queue.ended = true;
      }
      return;
    }
    if (!queue || queue.ended) {
      queue = { chunks: queue?.chunks ?? [], offset: queue?.offset ?? 0, left: queue?.left ?? 0, target: queue?.target ?? LEAST,
        playing: queue?.playing ?? false, patient, ended: false };
      this.streams.set(stream, queue);
    }
    queue.chunks.push({ samples, position });
    queue.left += samples.length;
    // Speech that came in a heap would be late for ever.
    while (!patient && queue.left > queue.target + MOST) {
      queue.left -= queue.chunks[0].samples.length - queue.offset;
      queue.offset = 0;
      queue.chunks.shift();
    }
  }

  process(inputs, [[out]]) {
    for (const [name, queue] of this.streams) {
      if (!queue.playing && (queue.left >= queue.target || queue.ended)) {
        queue.playing = true;
      }
      if (queue.playing) {
        this.mix(name, queue, out);
      }
    }
    return true;
  }

  mix(name, queue, out) {
    let i = 0;
    while (i < out.length && queue.chunks.length > 0) {
      const { samples, position } = queue.chunks[0];
      if (queue.offset === 0) {
        this.port.postMessage({ stream: name, position, frame: currentFrame + i });
      }
      const count = Math.min(out.length - i, samples.length - queue.offset);
      for (let k = 0; k < count; k++) {
        out[i + k] += samples[queue.offset + k];
      }
      i += count;
      queue.left -= count;
      queue.offset += count;
      if (queue.offset === samples.length) {
        queue.chunks.shift();
        queue.offset = 0;
      }
    }
    if (i < out.length) {
      if (queue.ended) {
        this.streams.delete(name);
        this.port.postMessage({ stream: name, done: true });
      } else {
        queue.playing = false;
        queue.target = Math.min(MOST, queue.target + STEP / 2);
      }
    }
  }
}

registerProcessor('player', Player);
