// The page: what one does leads to sound, what comes from the gateway to sound, pictures and figures.

import { Audio, fromPcm, toPcm } from './audio.js';
import { Connection, REFUSED } from './connection.js';
import { Figures } from './figures.js';
import { Hearing, tell } from './hearing.js';
import { HOP, Lives } from './lives.js';
import { Pictures } from './pictures.js';
import { Speaking } from './speaking.js';
import * as view from './view.js';

/** After so long without an answer something is down, in ms. */
const SILENCE = 3000;

const $ = (id) => document.getElementById(id);
const me = `guest ${Math.random().toString(36).slice(2, 6)}`;
let visits = 0;
let room = 'lobby';
let token = sessionStorage.getItem('token');
let others = new Set();
let model = { codebooks: 8, delay: 160, codebookSize: 1024 };
let codebooks = 0;
let lastSpoken = 0;
let replaying = false;

const link = new Connection(() => {
  // A name of its own for each connection: what comes late of the one before is not mistaken for this one's.
  link.stream = visits++ > 0 ? `${me} ${visits}` : me;
  return { stream: link.stream, room, rate: 16000, format: 'both', self: true, codebooks, token };
});
const audio = new Audio();
const figures = new Figures();
const pictures = new Pictures($('spoken'), $('tokens'), $('heard'));
const lives = new Lives();
const hearing = new Hearing(link, audio, lives, pictures, figures, () => model.delay);
const speaking = new Speaking(audio, beginLife);

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
  speaking.stop();
  link.open();
});

// ---- the connection

link.addEventListener('welcome', ({ detail }) => {
  model = detail.model;
  codebooks = detail.codebooks;
  others = new Set(detail.people.filter((name) => name !== link.stream));
  lives.clear();
  view.link('open');
  view.trouble('link', null);
  view.askForToken(false);
  view.people(me, [...others]);
  showBitrate();
  pictures.setCodebooks(model.codebooks);
  // Whoever spoke goes on, as a new stream.
  if (speaking.how) {
    beginLife();
  }
});

link.addEventListener('lost', ({ detail }) => {
  const refused = REFUSED[detail.code];
  view.link(refused ? 'refused' : 'lost', `${detail.code} ${detail.reason}`.trim());
  tell('lost', detail);
  view.people(me, []);
  lives.clear();
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

link.addEventListener('joined', ({ detail }) => view.people(me, [...others.add(detail.stream)]));
link.addEventListener('left', ({ detail }) => {
  others.delete(detail.stream);
  view.people(me, [...others]);
});

// ---- speaking

function beginLife() {
  if (link.isOpen) {
    hearing.lastPacket = hearing.lastSpeech = lastSpoken = performance.now();
    pictures.begin(lives.begin(link.stream).key);
  }
}

audio.addEventListener('recorded', ({ detail }) => {
  if (detail.ended) {
    link.send({ type: 'end' });
    return;
  }
  if (!lives.spoken) {
    if (!link.isOpen || !speaking.how) {
      return;
    }
    // The encoder gave the stream up although I speak.
    link.send({ type: 'end' });
    beginLife();
  }
  const life = lives.spoken;
  const position = life.length;
  lastSpoken = performance.now();
  life.add(detail.samples, detail.frame, lastSpoken);
  link.send(toPcm(detail.samples));
  pictures.spoken(life.key, position / HOP, detail.samples);
  tell('spoken', { life: life.key, samples: detail.samples, position });
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
    audio.play({ stream: 'again', drop: true });
    showReplay(false);
    return;
  }
  await audio.start();
  showReplay(true);
  view.note('');
  link.send({ type: 'replay', seconds: Number($('minutes').value) });
};

function showReplay(plays, cost) {
  replaying = plays;
  view.again(plays, cost);
}

link.addEventListener('replay', ({ detail }) => {
  if (replaying) {
    audio.play({ stream: 'again', samples: fromPcm(detail.data), position: detail.position, patient: true });
  }
});

link.addEventListener('replayed', ({ detail }) => {
  if (replaying) {
    audio.play({ stream: 'again', ended: true });
    showReplay(detail.pcm > 0, detail);
  }
});

link.addEventListener('busy', () => {
  showReplay(false);
  view.note('Too many listen again at the moment: try once more in a while.');
});

audio.addEventListener('played', ({ detail }) => {
  if (detail.done && detail.stream === 'again') {
    showReplay(false);
  }
});

// ---- now and then

/** What does not answer although I speak. */
function silent(now) {
  if (!speaking.how || !link.isOpen || now - lastSpoken > SILENCE) {
    return null;
  }
  return now - hearing.lastPacket > SILENCE ? 'encoder' : now - hearing.lastSpeech > SILENCE ? 'decoder' : null;
}

setInterval(() => {
  view.trouble('codec', silent(performance.now()));
  view.figures(figures, hearing.codebooks, hearing.other);
  $('figures').dataset.returned = figures.roundTrip?.toFixed(1) ?? '';
}, 250);

readAddress();
view.link('connecting');
view.people(me, []);
pictures.setCodebooks(model.codebooks);
link.open();
