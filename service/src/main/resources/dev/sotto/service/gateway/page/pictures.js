// Two spectrograms and the tokens between them, one column a frame, the newest at the right.

const COLUMNS = 300;
const BANDS = 64;
const WINDOW = 512;
const LOWEST_DB = -74;
const HIGHEST_DB = -22;

/** Mel bands of a window of 512 samples at 16 kHz, in dB. */
class Bands {
  constructor() {
    this.hann = Float32Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
    const mel = (hz) => 2595 * Math.log10(1 + hz / 700);
    const top = mel(8000);
    this.bandOf = Int16Array.from({ length: WINDOW / 2 }, (_, k) =>
      Math.min(BANDS - 1, Math.floor(mel(k * 16000 / WINDOW) / top * BANDS)));
    this.re = new Float32Array(WINDOW);
    this.im = new Float32Array(WINDOW);
  }

  of(samples) {
    for (let i = 0; i < WINDOW; i++) {
      this.re[i] = samples[i] * this.hann[i];
      this.im[i] = 0;
    }
    fourier(this.re, this.im);
    const power = new Float32Array(BANDS);
    const bins = new Uint8Array(BANDS);
    for (let k = 0; k < WINDOW / 2; k++) {
      power[this.bandOf[k]] += this.re[k] ** 2 + this.im[k] ** 2;
      bins[this.bandOf[k]]++;
    }
    let last = 0;
    return power.map((p, band) => {
      // Low bands are narrower than a bin: they take their neighbour's.
      last = bins[band] > 0 ? p / bins[band] : last;
      return 10 * Math.log10(last / (WINDOW * WINDOW / 16) + 1e-12);
    });
  }
}

/** In place, radix 2. */
function fourier(re, im) {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) {
      j ^= bit;
    }
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let size = 2; size <= n; size *= 2) {
    for (let k = 0; k < size / 2; k++) {
      const angle = -2 * Math.PI * k / size;
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      for (let a = k, b = k + size / 2; a < n; a += size, b += size) {
        const x = re[b] * c - im[b] * s;
        const y = re[b] * s + im[b] * c;
        re[b] = re[a] - x;
        im[b] = im[a] - y;
        re[a] += x;
        im[a] += y;
      }
    }
  }
}

/** Sound in frames; each window is the frame and what was before it. */
class Spectrum {
  constructor() {
    this.past = new Float32Array(WINDOW);
  }

  reset() {
    this.past.fill(0);
  }

  add(samples, bands) {
    this.past.copyWithin(0, samples.length);
    this.past.set(samples, WINDOW - samples.length);
    return bands.of(this.past);
  }
}

export class Pictures {
  #bands = new Bands();
  #spoken = new Spectrum();
  #heard = new Spectrum();
  #contexts;
  #head = 0;
  #bases = new Map();
  #shades;
  #colours = new Map();

  constructor(spoken, tokens, heard) {
    this.#contexts = [spoken, tokens, heard].map((canvas) => canvas.getContext('2d', { willReadFrequently: true }));
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', () => this.#paint(dark.matches));
    this.#paint(dark.matches);
  }

  #paint(dark) {
    // From the paper over green to the ink.
    const stops = dark
      ? [[30, 29, 27], [24, 66, 66], [66, 148, 132], [236, 222, 178]]
      : [[255, 253, 250], [190, 214, 204], [46, 118, 110], [16, 32, 38]];
    this.#shades = Array.from({ length: 256 }, (_, i) => {
      const at = i / 255 * (stops.length - 1);
      const low = Math.min(stops.length - 2, Math.floor(at));
      return stops[low].map((c, j) => Math.round(c + (stops[low + 1][j] - c) * (at - low)));
    });
    this.#contexts.forEach((context) => {
      const [r, g, b] = this.#shades[0];
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    });
  }

  /** A stream begins here. */
  begin(stream) {
    this.#bases.set(stream, this.#head);
    this.#spoken.reset();
    this.#heard.reset();
  }

  /** The column of a frame of a stream; scrolls if it is the newest. Negative if it is out of sight. */
  #column(stream, frame) {
    if (!this.#bases.has(stream)) {
      this.#bases.set(stream, this.#head - frame);
    }
    const at = this.#bases.get(stream) + frame;
    if (at > this.#head + COLUMNS) {
      this.#bases.set(stream, this.#head - frame);
      return this.#column(stream, frame);
    }
    if (at >= this.#head) {
      this.#scroll(at + 1 - this.#head);
      this.#head = at + 1;
    }
    return COLUMNS - (this.#head - at);
  }

  #scroll(columns) {
    const [r, g, b] = this.#shades[0];
    for (const context of this.#contexts) {
      const { width, height } = context.canvas;
      context.globalCompositeOperation = 'copy';
      context.drawImage(context.canvas, -columns, 0);
      context.globalCompositeOperation = 'source-over';
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      context.fillRect(width - columns, 0, columns, height);
    }
  }

  spoken(stream, frame, samples) {
    this.#draw(0, this.#column(stream, frame), this.#spoken.add(samples, this.#bands));
  }

  heard(stream, frame, samples) {
    this.#draw(2, this.#column(stream, frame), this.#heard.add(samples, this.#bands));
  }

  #draw(which, column, bands) {
    if (column < 0) {
      return;
    }
    const context = this.#contexts[which];
    const image = context.createImageData(1, BANDS);
    bands.forEach((db, band) => {
      const level = Math.max(0, Math.min(1, (db - LOWEST_DB) / (HIGHEST_DB - LOWEST_DB)));
      const [r, g, b] = this.#shades[Math.round(level * 255)];
      image.data.set([r, g, b, 255], 4 * (BANDS - 1 - band));
    });
    context.putImageData(image, column, 0);
  }

  /** The first codebook on top; what the bitrate leaves out stays paper. */
  tokens(stream, frame, tokens) {
    const column = this.#column(stream, frame);
    const context = this.#contexts[1];
    tokens.forEach((token, row) => {
      context.fillStyle = this.#colour(token);
      context.fillRect(column, row, 1, 1);
    });
  }

  /** Neighbouring numbers are no neighbours in sound, so their colours need not be either. */
  #colour(token) {
    if (!this.#colours.has(token)) {
      const hue = token * 137.508 % 360;
      this.#colours.set(token, `hsl(${hue.toFixed(1)} ${28 + token % 5 * 6}% ${42 + token % 7 * 5}%)`);
    }
    return this.#colours.get(token);
  }

  setCodebooks(count) {
    const canvas = this.#contexts[1].canvas;
    if (canvas.height !== count) {
      canvas.height = count;
      this.#paint(matchMedia('(prefers-color-scheme: dark)').matches);
    }
  }
}
