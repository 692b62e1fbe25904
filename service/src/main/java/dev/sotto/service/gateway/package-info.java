/**
 * Beside the book: the door for browsers and telephony. A {@link dev.sotto.service.gateway.Gateway} takes speech over
 * WebSocket, puts it on the topic of speech and gives back what comes out at the other end, to everyone in the room;
 * {@code service/GATEWAY.md} is its protocol. Nothing that strangers send is believed or kept without a bound.
 */
package dev.sotto.service.gateway;
