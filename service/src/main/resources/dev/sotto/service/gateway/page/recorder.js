// AudioWorklet: cuts what is spoken into blocks of 20 ms, while it is told to.

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(sampleRate / 50);
    this.filled = 0;
    this.on = false;
    this.port.onmessage = ({ data }) => {
      if (this.on && !data.on) {
        this.finish();
      }
      this.on = data.on;
    };
  }

  /** What does not fill a block goes with silence. */
  finish() {
    if (this.filled > 0) {
      this.block.fill(0, this.filled);
      this.post(currentFrame - this.filled);
    }
    this.port.postMessage({ ended: true });
  }

  post(frame) {
    const samples = this.block.slice();
    this.filled = 0;
    this.port.postMessage({ samples, frame }, [samples.buffer]);
  }

  process([input]) {
    if (!this.on) {
      return true;
    }
    const length = input[0]?.length ?? 128;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (const channel of input) {
        sum += channel[i];
      }
      this.block[this.filled++] = input.length > 1 ? sum / input.length : sum;
      if (this.filled === this.block.length) {
        this.post(currentFrame + i + 1 - this.block.length);
      }
    }
    return true;
  }
}

registerProcessor('recorder', Recorder);
