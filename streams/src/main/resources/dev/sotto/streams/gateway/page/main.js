// The page: what one does leads to sound, what comes from the gateway to sound, pictures and figures.

import { Audio, MicrophoneError, fromPcm, toPcm } from './audio.js';
import { Connection, REFUSED } from './connection.js';
import { Figures } from './figures.js';
import { readPacket } from './packet.js';
import { Pictures } from './pictures.js';
import * as view from './view.js';

const HOP = 320;
const RATE = 16000;
/** After so long without an answer something is down, in ms. */
const SILENCE = 3000;
/** Blocks that are remembered, for the delay and the original: a minute. */
const REMEMBERED = 3000;

const $ = (id) => document.getElementById(id);
const audio = new Audio();
const figures = new Figures();
const pictures = new Pictures($('spoken'), $('tokens'), $('heard'));

const me = `guest ${Math.random().toString(36).slice(2, 6)}`;
let visits = 0;
let stream = me;
let room = 'lobby';
let token = sessionStorage.getItem('token');
let others = new Set();
let model = { codebooks: 8, delay: 160, codebookSize: 1024 };
let codebooks = 0;
let codebooksHeard = 0;
let heardStream = '';

/** How one speaks: talk, open, file or nothing. */
let how = '';
let position = 0;
/** My streams that have not ended: {key, blocks: Map from position to what was recorded there}. */
let lives = [];
let lifeCount = 0;
let lastSpoken = 0;
let lastPacket = 0;
let lastSpeech = 0;
let replaying = false;
const heardParts = new Map();

const link = new Connection(() => {
  stream = visits++ > 0 ? `${me} ${visits}` : me;
  return { stream, room, rate: RATE, format: 'both', self: true, codebooks, token };
});

// ---- the address

function readAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  if (fields.has('token')) {
    // Not to be seen over one's shoulder, nor sent on with the link.
    token = fields.get('token');
    sessionStorage.setItem('token', token);
    fields.delete('token');
    history.replaceState(null, '', `#${fields}`);
  }
  room = fields.get('room') || 'lobby';
  $('room').value = room;
}

$('room-form').onsubmit = (event) => {
  event.preventDefault();
  location.hash = new URLSearchParams({ room: $('room').value.trim() || 'lobby' });
  $('room').blur();
};

window.addEventListener('hashchange', () => {
  readAddress();
  stop();
  others = new Set();
  visits = 0;
  link.open();
});

// ---- the connection

link.addEventListener('welcome', ({ detail }) => {
  model = detail.model;
  codebooks = detail.codebooks;
  others = new Set(detail.people.filter((name) => name !== stream));
  lives = [];
  view.link('open');
  view.trouble('link', null);
  view.askForToken(false);
  view.people(me, [...others]);
  showBitrate();
  pictures.setCodebooks(model.codebooks);
  // Whoever spoke goes on, as a new stream.
  if (how) {
    beginLife();
  }
});

link.addEventListener('lost', ({ detail }) => {
  const refused = REFUSED[detail.code];
  view.link(refused ? 'refused' : 'lost');
  others = new Set();
  view.people(me, []);
  lives = [];
  if (refused === 'token') {
    view.trouble('link', null);
    view.askForToken(true, (entered) => {
      token = entered;
      sessionStorage.setItem('token', token);
      link.open();
    });
  } else {
    view.trouble('link', refused ? 'protocol' : detail.code === 1013 ? 'full' : 'lost');
  }
});

link.addEventListener('joined', ({ detail }) => people(() => others.add(detail.stream)));
link.addEventListener('left', ({ detail }) => people(() => others.delete(detail.stream)));

function people(change) {
  change();
  view.people(me, [...others]);
}

// ---- speaking

function beginLife() {
  position = 0;
  lastPacket = lastSpeech = lastSpoken = performance.now();
  const life = { key: `${stream}#${lifeCount++}`, blocks: new Map() };
  lives.push(life);
  pictures.begin(life.key);
}

audio.addEventListener('recorded', ({ detail }) => {
  if (detail.ended) {
    link.send({ type: 'end' });
    return;
  }
  if (!link.isOpen || lives.length === 0) {
    return;
  }
  const life = lives[lives.length - 1];
  const now = performance.now();
  life.blocks.set(position, { samples: detail.samples, frame: detail.frame, sent: now });
  life.blocks.delete(position - REMEMBERED * HOP);
  link.send(toPcm(detail.samples));
  pictures.spoken(life.key, position / HOP, detail.samples);
  tell('spoken', { samples: detail.samples, position });
  position += detail.samples.length;
  lastSpoken = now;
});

async function speak(wanted, start) {
  try {
    await audio.start();
    if (wanted !== 'file') {
      await audio.microphone();
    }
  } catch (error) {
    view.trouble('microphone', error instanceof MicrophoneError ? error.kind : 'none');
    return false;
  }
  view.trouble('microphone', null);
  stop();
  how = wanted;
  beginLife();
  await start();
  view.speaking(how);
  return true;
}

function stop() {
  if (how) {
    audio.hush();
    how = '';
    view.speaking('');
  }
}

audio.addEventListener('unplugged', () => {
  stop();
  view.trouble('microphone', 'unplugged');
});

let held = false;

async function press() {
  held = true;
  if (await speak('talk', () => audio.speakMicrophone()) && !held) {
    stop();
  }
}

function release() {
  held = false;
  if (how === 'talk') {
    stop();
  }
}

const talk = $('talk');
talk.addEventListener('pointerdown', (event) => {
  talk.setPointerCapture(event.pointerId);
  press();
});
talk.addEventListener('pointerup', release);
talk.addEventListener('pointercancel', release);
talk.addEventListener('contextmenu', (event) => event.preventDefault());
// Screen readers click, and do not hold.
talk.addEventListener('click', (event) => {
  if (event.detail === 0) {
    if (how === 'talk') {
      release();
    } else {
      press();
    }
  }
});

const isSpace = (event) => event.code === 'Space'
  && (event.target === talk || !event.target.closest('input, select, button, textarea'));

document.addEventListener('keydown', (event) => {
  if (isSpace(event)) {
    event.preventDefault();
    if (!event.repeat) {
      press();
    }
  }
});
document.addEventListener('keyup', (event) => {
  if (isSpace(event)) {
    event.preventDefault();
    release();
  }
});
window.addEventListener('blur', release);

$('open').onclick = () => how === 'open' ? stop() : speak('open', () => audio.speakMicrophone());

async function speakFile(bytes) {
  try {
    await speak('file', () => audio.speakFile(bytes, stop));
  } catch {
    stop();
    view.speaking('');
    view.trouble('microphone', 'file');
  }
}

$('clip').onclick = async () => how === 'file' ? stop() : speakFile(await (await fetch('clip.wav')).arrayBuffer());

$('file').onchange = async ({ target }) => {
  const [file] = target.files;
  if (file) {
    speakFile(await file.arrayBuffer());
    target.value = '';
  }
};

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  $('drop').hidden = false;
});
document.addEventListener('dragleave', (event) => {
  $('drop').hidden = event.relatedTarget === null;
});
document.addEventListener('drop', async (event) => {
  event.preventDefault();
  $('drop').hidden = true;
  const [file] = event.dataTransfer.files;
  if (file) {
    speakFile(await file.arrayBuffer());
  }
});

// ---- hearing

/** The life of my stream that is heard now; others' streams have one life after the other. */
const keyOf = (name) => name === stream ? lives[0]?.key : name;

link.addEventListener('packet', ({ detail }) => {
  const packet = readPacket(detail.data);
  const key = keyOf(detail.stream);
  if (!packet || !key) {
    return;
  }
  if (detail.stream === stream) {
    lastPacket = performance.now();
  }
  codebooksHeard = packet.codebooks;
  figures.packet(key, packet.firstFrame, packet.frames.length, detail.data.byteLength, detail.wire);
  packet.frames.forEach((tokens, i) => pictures.tokens(key, packet.firstFrame + i, tokens));
  tell('packet', { stream: detail.stream, codebooks: packet.codebooks, firstFrame: packet.firstFrame });
});

link.addEventListener('speech', ({ detail }) => {
  const key = keyOf(detail.stream);
  if (!key) {
    return;
  }
  const samples = fromPcm(detail.data);
  const mine = detail.stream === stream;
  heardStream = mine ? '' : detail.stream.replace(/ \d+$/, '');
  tell('heard', { stream: detail.stream, samples, position: detail.position });
  picture(key, detail.position, samples);
  if (!mine) {
    audio.play({ stream: key, samples, position: detail.position });
    return;
  }
  lastSpeech = performance.now();
  measureReturn(detail.position + samples.length);
  const version = document.querySelector('input[name="version"]:checked').value;
  const sound = version === 'original' ? original(detail.position, samples.length)
    : version === 'decoded' ? samples : new Float32Array(samples.length);
  audio.play({ stream: key, samples: sound, position: detail.position });
});

link.addEventListener('ended', ({ detail }) => {
  const key = keyOf(detail.stream);
  if (key) {
    audio.play({ stream: key, ended: true });
    figures.ended(key);
    heardParts.delete(key);
  }
  if (detail.stream === stream) {
    const life = lives.shift();
    if (lives.length > 0 || !how) {
      return;
    }
    // The encoder gave the stream up although I speak: the next block begins another.
    link.send({ type: 'end' });
    beginLife();
    tell('restarted', { key: life?.key });
  }
});

/** Whole frames for the picture, whatever pieces come. */
function picture(key, at, samples) {
  let part = heardParts.get(key);
  if (!part || part.at + part.samples.length !== at) {
    part = { at, samples: [] };
  }
  part.samples.push(...samples);
  while (part.samples.length >= HOP - part.at % HOP) {
    const count = HOP - part.at % HOP;
    const frame = new Float32Array(HOP);
    frame.set(part.samples.splice(0, count), HOP - count);
    pictures.heard(key, Math.floor(part.at / HOP), frame);
    part.at += count;
  }
  heardParts.set(key, part);
}

/** What I said at a position, from what was recorded. */
function original(at, length) {
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const block = Math.floor((at + i) / HOP) * HOP;
    samples[i] = lives[0].blocks.get(block)?.samples[at + i - block] ?? 0;
  }
  return samples;
}

/** From sending the last sample that this sound needed to receiving it. */
function measureReturn(end) {
  const needed = end + model.delay - 1;
  const block = lives[0].blocks.get(Math.floor(needed / HOP) * HOP);
  if (block) {
    figures.returned(performance.now() - block.sent);
  }
}

audio.addEventListener('played', ({ detail }) => {
  if (detail.done) {
    if (detail.stream === 'again') {
      replaying = false;
      view.again(false);
    }
    return;
  }
  const block = lives[0]?.key === detail.stream
    ? lives[0].blocks.get(Math.floor(detail.position / HOP) * HOP) : null;
  if (block) {
    const spokenAt = block.frame + detail.position % HOP;
    figures.heard(1000 * ((detail.frame - spokenAt) / audio.rate + audio.outputSeconds));
  }
});

// ---- settings

function showBitrate() {
  view.codebooks(codebooks, model.codebooks, 50 * Math.log2(model.codebookSize));
}

$('codebooks').oninput = ({ target }) => {
  codebooks = Number(target.value);
  showBitrate();
  link.send({ type: 'codebooks', codebooks });
};

// ---- listening again

$('replay').onclick = async () => {
  if (replaying) {
    replaying = false;
    audio.play({ stream: 'again', drop: true });
    view.again(false);
    return;
  }
  await audio.start();
  replaying = true;
  view.again(true);
  view.note('');
  link.send({ type: 'replay', seconds: Number($('minutes').value) });
};

link.addEventListener('replay', ({ detail }) => {
  if (replaying) {
    audio.play({ stream: 'again', samples: fromPcm(detail.data), position: detail.position, patient: true });
  }
});

link.addEventListener('replayed', ({ detail }) => {
  if (replaying) {
    audio.play({ stream: 'again', ended: true });
    replaying = detail.pcm > 0;
    view.again(replaying, detail);
  }
});

link.addEventListener('busy', () => {
  replaying = false;
  view.again(false);
  view.note('Too many listen again at the moment: try once more in a while.');
});

// ---- now and then

/** For whoever watches the page, such as its tests: {@code sotto:spoken}, {@code sotto:packet}, {@code sotto:heard}. */
function tell(what, detail) {
  document.dispatchEvent(new CustomEvent(`sotto:${what}`, { detail }));
}

setInterval(() => {
  const now = performance.now();
  const speaking = how && link.isOpen && now - lastSpoken < SILENCE;
  const mute = speaking && now - lastPacket > SILENCE ? 'encoder' : speaking && now - lastSpeech > SILENCE ? 'decoder' : null;
  view.trouble('codec', mute);
  view.figures({ payload: figures.payload, wire: figures.wire, delay: figures.delay, gaps: figures.gaps, codebooksHeard, heardStream });
  $('figures').dataset.returned = figures.roundTrip?.toFixed(1) ?? '';
}, 250);

readAddress();
view.link('connecting');
view.people(me, []);
pictures.setCodebooks(model.codebooks);
link.open();
