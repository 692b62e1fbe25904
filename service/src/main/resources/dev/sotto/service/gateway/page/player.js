// AudioWorklet: plays the streams of a room, each from a buffer that is as short as its jitter allows.

import { LEAST, Loudness, PlayoutDelay } from './playout.js';

const MILLISECOND = sampleRate / 1000;
/** Samples that may wait beyond the target: speech that came in a heap would be late for ever. */
const HEAP = 300 * MILLISECOND;

class Player extends AudioWorkletProcessor {
  constructor() {
    super();
    this.streams = new Map();
    this.port.onmessage = ({ data }) => this.take(data);
  }

  take({ stream, samples, position, arrived, patient, ended, drop }) {
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
      queue = { chunks: queue?.chunks ?? [], offset: queue?.offset ?? 0, left: queue?.left ?? 0, playing: queue?.playing ?? false,
        delay: queue?.delay ?? new PlayoutDelay(sampleRate), loudness: new Loudness(), start: queue?.start ?? 0, patient, ended: false };
      this.streams.set(stream, queue);
    }
    const quiet = queue.loudness.isQuiet(samples);
    const { silence, skip } = patient ? { silence: LEAST * MILLISECOND, skip: 0 }
      : queue.delay.arrived(position, samples.length, quiet, arrived, queue.left);
    if (queue.left === 0 && !queue.playing) {
      queue.start = currentFrame + silence;
    }
    if (skip < samples.length) {
      queue.chunks.push({ samples: samples.subarray(skip), position: position + skip });
      queue.left += samples.length - skip;
    }
    while (!patient && queue.left > queue.delay.target * MILLISECOND + HEAP) {
      queue.left -= queue.chunks[0].samples.length - queue.offset;
      queue.offset = 0;
      queue.chunks.shift();
    }
  }

  process(inputs, [[out]]) {
    for (const [name, queue] of this.streams) {
      if (!queue.playing && (currentFrame >= queue.start && queue.left > 0 || queue.ended)) {
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
        this.port.postMessage({ stream: name, position, frame: currentFrame + i, target: queue.delay.target, jitter: queue.delay.jitter });
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
      }
    }
  }
}

registerProcessor('player', Player);
