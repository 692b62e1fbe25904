package dev.sotto.service.gateway;

/** Why the gateway ends a connection, as the WebSocket's status. Jetty itself answers 1009 to what is too long. */
enum CloseCode {
    /** The gateway stops. */
    GOING_AWAY(1001),
    /** Something failed that is not the client's fault. */
    FAILED(1011),
    /** As many connections or rooms as there may be, or as many people in the room. */
    FULL(1013),
    /** A message that the protocol does not know, or at the wrong time. */
    BAD_MESSAGE(4400),
    /** The access token is missing or wrong. */
    UNAUTHORIZED(4401),
    /** No first message in time. */
    NO_HELLO(4408),
    /** Somebody speaks under this name. */
    NAME_TAKEN(4409),
    /** More messages or more sound than speech can be. */
    TOO_FAST(4429),
    /** The client does not take what it is sent. */
    TOO_SLOW(4430);

    private final int status;

    CloseCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
