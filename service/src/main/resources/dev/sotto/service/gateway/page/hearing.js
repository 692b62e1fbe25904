// What comes from the gateway: to the loudspeaker, into the pictures and the figures.

import { fromPcm } from './audio.js';
import { HOP } from './lives.js';
import { readPacket } from './packet.js';

/** For whoever watches the page, such as its tests: {@code sotto:spoken}, {@code sotto:packet}, {@code sotto:heard}. */
export function tell(what, detail) {
  document.dispatchEvent(new CustomEvent(`sotto:${what}`, { detail }));
}

export class Hearing {
  /** Of the last packet. */
  codebooks = 0;
  /** Who was heard last, if it was not me. */
  other = '';
  /** When something of mine came back, in ms. */
  lastPacket = 0;
  lastSpeech = 0;
  #parts = new Map();
  #link;
  #audio;
  #lives;
  #pictures;
  #figures;

  /** @param delay of the model in samples, by a function */
  constructor(link, audio, lives, pictures, figures, delay) {
    [this.#link, this.#audio, this.#lives, this.#pictures, this.#figures] = [link, audio, lives, pictures, figures];
    link.addEventListener('packet', ({ detail }) => this.#packet(detail));
    link.addEventListener('speech', ({ detail }) => this.#speech(detail, delay()));
    link.addEventListener('ended', ({ detail }) => this.#ended(detail.stream));
    audio.addEventListener('played', ({ detail }) => this.#played(detail));
  }

  /** Mine have one key for each life, others' one for all. */
  #keyOf(stream) {
    return stream === this.#link.stream ? this.#lives.heard?.key : stream;
  }

  #packet({ stream, data, bytes, wire }) {
    const packet = readPacket(data);
    const key = this.#keyOf(stream);
    if (!packet || !key) {
      return;
    }
    if (key !== stream) {
      this.lastPacket = performance.now();
    }
    this.codebooks = packet.codebooks;
    this.#figures.packet(key, packet.firstFrame, packet.frames.length, bytes, wire);
    packet.frames.forEach((tokens, i) => this.#pictures.tokens(key, packet.firstFrame + i, tokens));
    tell('packet', { stream, codebooks: packet.codebooks, firstFrame: packet.firstFrame });
  }

  #speech({ stream, data, position }, delay) {
    const key = this.#keyOf(stream);
    if (!key) {
      return;
    }
    const samples = fromPcm(data);
    const mine = key !== stream;
    this.other = mine ? '' : stream.replace(/ \d+$/, '');
    tell('heard', { life: key, stream, samples, position });
    this.#picture(key, position, samples);
    let sound = samples;
    if (mine) {
      this.lastSpeech = performance.now();
      this.#measureReturn(position + samples.length + delay - 1);
      const version = document.querySelector('input[name="version"]:checked').value;
      sound = version === 'original' ? this.#lives.heard.original(position, samples.length)
        : version === 'decoded' ? samples : new Float32Array(samples.length);
    }
    this.#audio.play({ stream: key, samples: sound, position, arrived: performance.now() });
  }

  #ended(stream) {
    const key = this.#keyOf(stream);
    if (key) {
      this.#audio.play({ stream: key, ended: true });
      this.#figures.ended(key);
      this.#parts.delete(key);
    }
    if (key !== stream) {
      this.#lives.ended();
    }
  }

  /** Whole frames, whatever pieces come. */
  #picture(key, at, samples) {
    let part = this.#parts.get(key);
    if (!part || part.at + part.samples.length !== at) {
      part = { at, samples: [] };
    }
    part.samples.push(...samples);
    let count = HOP - part.at % HOP;
    while (part.samples.length >= count) {
      const frame = new Float32Array(HOP);
      frame.set(part.samples.splice(0, count), HOP - count);
      this.#pictures.heard(key, Math.floor(part.at / HOP), frame);
      part.at += count;
      count = HOP;
    }
    this.#parts.set(key, part);
  }

  /** From sending the last sample that this sound needed to receiving it. */
  #measureReturn(needed) {
    const block = this.#lives.heard.block(needed);
    if (block) {
      this.#figures.returned(performance.now() - block.sent);
    }
  }

  #played({ stream, position, frame, done, target, jitter }) {
    if (!done && stream !== 'again') {
      this.#figures.buffered(target, jitter);
    }
    const block = !done && this.#lives.heard?.key === stream ? this.#lives.heard.block(position) : null;
    if (block) {
      const spokenAt = block.frame + position % HOP;
      this.#figures.heard(1000 * ((frame - spokenAt) / this.#audio.rate + this.#audio.outputSeconds));
    }
  }
}
