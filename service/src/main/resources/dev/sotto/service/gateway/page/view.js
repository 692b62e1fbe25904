// What the page shows; it knows nothing of sound or sockets.

const $ = (id) => document.getElementById(id);

const LINKS = { connecting: 'connecting', open: 'connected', lost: 'connection lost, trying again', refused: 'not connected' };

const TROUBLES = {
  none: 'No microphone was found. Plug one in, or play the clip or a file of yours.',
  refused: 'The microphone is not allowed. Allow it beside the address of this page, or play the clip or a file.',
  insecure: 'Browsers give the microphone only to pages of this machine or by HTTPS. The clip and files work.',
  unplugged: 'The microphone has gone. Plug it in and speak again, or play the clip or a file.',
  file: 'That file is no sound that this browser can read.',
  encoder: 'Nothing comes back from the encoder. You will be heard again as soon as it runs.',
  decoder: 'Packets come back, but no sound from the decoder. You will hear again as soon as it runs.',
  lost: 'The connection is lost. The page tries again by itself.',
  protocol: 'The gateway does not understand this page. Reload it.',
  full: 'The gateway or the room is full. The page tries again by itself.',
};

/** Troubles by their place: of several the first is told. */
const troubles = new Map();

export function trouble(place, kind) {
  if (kind) {
    troubles.set(place, TROUBLES[kind]);
  } else {
    troubles.delete(place);
  }
  const text = [...troubles.values()][0] ?? '';
  const box = $('trouble');
  if (box.textContent !== text) {
    box.textContent = text;
  }
  box.hidden = text === '';
}

/** @param reason why, for whoever asks: shown where the mouse rests */
export function link(state, reason = '') {
  $('link').title = reason;
  $('link').dataset.state = state === 'refused' ? 'lost' : state;
  $('link').textContent = LINKS[state];
}

export function askForToken(wanted, submit) {
  $('token-form').hidden = !wanted;
  $('token-form').onsubmit = (event) => {
    event.preventDefault();
    submit($('token').value);
  };
  if (wanted) {
    $('token').focus();
  }
}

export function people(me, others) {
  const names = others.map((name) => name.replace(/ \d+$/, ''));
  $('people').textContent = names.length > 0 ? `${me}, with ${names.join(', ')}` : `${me}, alone here`;
}

/** @param how talk, open, clip or empty */
export function speaking(how) {
  $('talk').setAttribute('aria-pressed', String(how === 'talk'));
  $('talk-label').textContent = how === 'talk' ? 'Talking' : 'Hold to talk';
  $('open').setAttribute('aria-pressed', String(how === 'open'));
  $('open').textContent = how === 'open' ? 'Close microphone' : 'Open microphone';
  $('clip').setAttribute('aria-pressed', String(how === 'file'));
  $('clip').textContent = how === 'file' ? 'Stop' : 'Play the clip';
}

export function codebooks(count, most, bitsPerSecond) {
  const kbps = (count * bitsPerSecond / 1000).toFixed(1);
  const slider = $('codebooks');
  slider.max = String(most);
  slider.value = String(count);
  slider.setAttribute('aria-valuetext', `${kbps} kilobits a second, ${count} of ${most} codebooks`);
  $('kbps').textContent = `${kbps} kbps`;
}

export function figures({ payload, wire, delay, gaps, buffer, jitter }, codebooks, other) {
  $('payload').textContent = payload?.toFixed(1) ?? '–';
  $('wire').textContent = wire?.toFixed(0) ?? '–';
  $('delay').textContent = delay?.toFixed(0) ?? '–';
  $('buffer').textContent = buffer?.toFixed(0) ?? '–';
  $('jitter').textContent = jitter?.toFixed(0) ?? '–';
  $('gaps').textContent = String(gaps);
  $('token-note').textContent = codebooks ? `${codebooks} a frame, 50 frames a second` : '';
  $('heard-note').textContent = other;
}

/** @param cost of a replay; null while it plays */
export function again(playing, cost) {
  $('replay').setAttribute('aria-pressed', String(playing));
  $('replay').textContent = playing ? 'Stop' : 'Play';
  if (cost) {
    const times = cost.bytes > 0 ? Math.round(cost.pcm / cost.bytes) : 0;
    $('cost').textContent = cost.pcm === 0
      ? 'Nothing was said in this room.'
      : `${duration(cost.pcm / 32000)} of speech: ${size(cost.bytes)} in packets (${size(cost.wire)} with what Kafka needs), `
        + `${size(cost.pcm)} as PCM: ${times} times as much.`;
  }
}

export function note(text) {
  $('cost').textContent = text;
}

function duration(seconds) {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
