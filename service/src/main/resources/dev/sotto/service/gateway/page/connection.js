// The WebSocket to the gateway (service/GATEWAY.md), which comes back by itself.

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;
/** Reasons that waiting does not cure; what the page then says. */
export const REFUSED = { 4401: 'token', 4400: 'protocol', 4403: 'origin' };

export class Connection extends EventTarget {
  #socket = null;
  #wait = FIRST_WAIT;
  #timer = 0;
  #announced = null;
  #welcomed = false;
  #hello;
  /** My stream's name on this connection. */
  stream = '';

  /** @param hello called for each connection: the first message */
  constructor(hello) {
    super();
    this.#hello = hello;
  }

  /** Welcomed, too: what is said before would belong to no stream. */
  get isOpen() {
    return this.#welcomed && this.#socket?.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#announced = null;
    this.#welcomed = false;
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(`${scheme}//${location.host}/ws`);
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(this.#hello()));
    socket.onmessage = (event) => socket === this.#socket && this.#take(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#closed(event);
  }

  #take(data) {
    if (typeof data !== 'string') {
      this.#tell(this.#announced.type, { ...this.#announced, data });
      return;
    }
    const message = JSON.parse(data);
    if (['speech', 'packet', 'replay'].includes(message.type)) {
      this.#announced = message;
    } else {
      this.#wait = FIRST_WAIT;
      this.#welcomed ||= message.type === 'welcome';
      this.#tell(message.type, message);
    }
  }

  #closed(event) {
    this.#welcomed = false;
    this.#tell('lost', { code: event.code, reason: event.reason });
    if (!(event.code in REFUSED)) {
      this.#timer = setTimeout(() => this.open(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  send(message) {
    if (this.isOpen) {
      this.#socket.send(message instanceof ArrayBuffer ? message : JSON.stringify(message));
    }
  }
}
