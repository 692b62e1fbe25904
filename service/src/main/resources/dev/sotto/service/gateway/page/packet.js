// Reads packets as codec/PACKETS.md describes them.

/** @returns {{firstFrame: number, codebooks: number, frames: number[][]}} or null for what is no packet of version 1. */
export function readPacket(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 7 || bytes[0] !== 0xa1) {
    return null;
  }
  const ends = (bytes[1] & 0x80) !== 0;
  const codebooks = (bytes[2] >> 4) + 1;
  const bits = (bytes[2] & 15) + 1;
  const count = bytes[3];
  let at = 6;
  let firstFrame = 0;
  let scale = 1;
  let more = true;
  while (more) {
    if (at >= bytes.length || scale > 2 ** 35) {
      return null;
    }
    firstFrame += (bytes[at] & 127) * scale;
    scale *= 128;
    more = bytes[at++] > 127;
  }
  at += ends ? 2 : 0;
  if (bytes.length !== at + Math.ceil(count * codebooks * bits / 8)) {
    return null;
  }
  return { firstFrame, codebooks, frames: readTokens(bytes, at * 8, count, codebooks, bits) };
}

function readTokens(bytes, start, count, codebooks, bits) {
  let at = start;
  return Array.from({ length: count }, () => Array.from({ length: codebooks }, () => {
    let token = 0;
    for (let b = 0; b < bits; b++, at++) {
      token = token * 2 + (bytes[at >> 3] >> (7 - (at & 7)) & 1);
    }
    return token;
  }));
}
