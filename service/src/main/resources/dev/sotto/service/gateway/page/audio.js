// Microphone, clip and files into the recorder; the player into the loudspeaker. One clock for both: the context's.

/** What goes wrong with a microphone, for the page to explain. */
export class MicrophoneError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

export class Audio extends EventTarget {
  #context = null;
  #recorder = null;
  #player = null;
  #microphone = null;
  #source = null;
  #starting = null;

  /** To be called from a gesture of the user: browsers keep quiet otherwise. */
  async start() {
    this.#starting ??= this.#build();
    await this.#starting;
    await this.#context.resume();
  }

  async #build() {
    this.#context = new AudioContext({ sampleRate: 16000, latencyHint: 'interactive' });
    const worklet = this.#context.audioWorklet;
    await Promise.all([worklet.addModule('recorder.js'), worklet.addModule('player.js')]);
    this.#recorder = new AudioWorkletNode(this.#context, 'recorder', { numberOfOutputs: 0 });
    this.#recorder.port.onmessage = ({ data }) => this.#tell('recorded', data);
    this.#player = new AudioWorkletNode(this.#context, 'player', { outputChannelCount: [1] });
    this.#player.port.onmessage = ({ data }) => this.#tell('played', data);
    this.#player.connect(this.#context.destination);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Seconds between what the player gives away and what one hears, as the browser knows them. */
  get outputSeconds() {
    return (this.#context?.baseLatency ?? 0) + (this.#context?.outputLatency ?? 0);
  }

  get rate() {
    return this.#context?.sampleRate ?? 16000;
  }

  /** Asks for the microphone once, and keeps it. */
  async microphone() {
    if (this.#microphone) {
      return;
    }
    if (!navigator.mediaDevices?.getUserMedia) {
      throw new MicrophoneError('insecure');
    }
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true },
      });
    } catch (error) {
      throw new MicrophoneError(error.name === 'NotAllowedError' ? 'refused' : 'none');
    }
    stream.getAudioTracks()[0].onended = () => {
      this.#microphone = null;
      this.#tell('unplugged', {});
    };
    this.#microphone = this.#context.createMediaStreamSource(stream);
  }

  speakMicrophone() {
    this.#connect(this.#microphone);
  }

  /** Speaks a sound file; {@code done} is called at its end. */
  async speakFile(bytes, done) {
    const buffer = await this.#context.decodeAudioData(bytes);
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.onended = done;
    this.#connect(source);
    source.start();
  }

  #connect(source) {
    this.hush();
    this.#source = source;
    source.connect(this.#recorder);
    this.#recorder.port.postMessage({ on: true });
  }

  /** Nothing is spoken any more. */
  hush() {
    if (this.#source) {
      this.#recorder.port.postMessage({ on: false });
      this.#source.disconnect();
      if (this.#source instanceof AudioBufferSourceNode) {
        this.#source.onended = null;
        this.#source.stop();
      }
      this.#source = null;
    }
  }

  /** @param chunk {@code {stream, samples, position, arrived, patient}}, {@code {stream, ended}} or {@code {stream, drop}} */
  play(chunk) {
    this.#player?.port.postMessage(chunk);
  }
}

/** 16-bit little-endian PCM, as it travels. */
export function toPcm(samples) {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  samples.forEach((sample, i) => view.setInt16(2 * i, Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), true));
  return view.buffer;
}

export function fromPcm(buffer) {
  const view = new DataView(buffer);
  return Float32Array.from({ length: buffer.byteLength / 2 }, (_, i) => view.getInt16(2 * i, true) / 32768);
}
