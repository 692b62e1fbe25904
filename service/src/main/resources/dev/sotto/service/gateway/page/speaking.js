// All ways to speak: hold to talk, open microphone, the clip, a file.

import { MicrophoneError } from './audio.js';
import * as view from './view.js';

const $ = (id) => document.getElementById(id);

export class Speaking {
  /** talk, open, file or nothing. */
  how = '';
  #audio;
  #begin;
  #held = false;

  /** @param begin called when a stream of mine begins */
  constructor(audio, begin) {
    this.#audio = audio;
    this.#begin = begin;
    this.#listenToButton();
    this.#listenToKeys();
    this.#listenToFiles();
    $('open').onclick = () => this.how === 'open' ? this.stop() : this.#speak('open', () => audio.speakMicrophone());
    audio.addEventListener('unplugged', () => {
      this.stop();
      view.trouble('microphone', 'unplugged');
    });
  }

  async #speak(how, start) {
    try {
      await this.#audio.start();
      if (how !== 'file') {
        await this.#audio.microphone();
      }
    } catch (error) {
      view.trouble('microphone', error instanceof MicrophoneError ? error.kind : 'none');
      return false;
    }
    view.trouble('microphone', null);
    this.stop();
    this.how = how;
    this.#begin();
    await start();
    view.speaking(how);
    return true;
  }

  stop() {
    if (this.how) {
      this.#audio.hush();
      this.how = '';
      view.speaking('');
    }
  }

  async #press() {
    this.#held = true;
    if (await this.#speak('talk', () => this.#audio.speakMicrophone()) && !this.#held) {
      this.stop();
    }
  }

  #release() {
    this.#held = false;
    if (this.how === 'talk') {
      this.stop();
    }
  }

  #listenToButton() {
    const talk = $('talk');
    talk.addEventListener('pointerdown', (event) => {
      talk.setPointerCapture(event.pointerId);
      this.#press();
    });
    talk.addEventListener('pointerup', () => this.#release());
    talk.addEventListener('pointercancel', () => this.#release());
    talk.addEventListener('contextmenu', (event) => event.preventDefault());
    // Screen readers click, and do not hold.
    talk.addEventListener('click', (event) => {
      if (event.detail === 0) {
        (this.how === 'talk') ? this.#release() : this.#press();
      }
    });
    window.addEventListener('blur', () => this.#release());
  }

  #listenToKeys() {
    const isSpace = (event) => event.code === 'Space'
      && (event.target === $('talk') || !event.target.closest('input, select, button, textarea'));
    document.addEventListener('keydown', (event) => {
      if (isSpace(event)) {
        event.preventDefault();
        if (!event.repeat) {
          this.#press();
        }
      }
    });
    document.addEventListener('keyup', (event) => {
      if (isSpace(event)) {
        event.preventDefault();
        this.#release();
      }
    });
  }

  #listenToFiles() {
    $('clip').onclick = async () => this.how === 'file'
      ? this.stop() : this.#speakFile(await (await fetch('clip.wav')).arrayBuffer());
    $('file').onchange = ({ target }) => {
      this.#speakFirst(target.files);
      target.value = '';
    };
    document.addEventListener('dragover', (event) => {
      event.preventDefault();
      $('drop').hidden = false;
    });
    document.addEventListener('dragleave', (event) => {
      $('drop').hidden = event.relatedTarget === null;
    });
    document.addEventListener('drop', (event) => {
      event.preventDefault();
      $('drop').hidden = true;
      this.#speakFirst(event.dataTransfer.files);
    });
  }

  async #speakFirst([file]) {
    if (file) {
      this.#speakFile(await file.arrayBuffer());
    }
  }

  async #speakFile(bytes) {
    try {
      await this.#speak('file', () => this.#audio.speakFile(bytes, () => this.stop()));
    } catch {
      this.stop();
      view.trouble('microphone', 'file');
    }
  }
}
