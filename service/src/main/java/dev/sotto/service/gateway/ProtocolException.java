package dev.sotto.service.gateway;

/** A client breaks the protocol or a limit: its connection ends, with the message as the reason. */
final class ProtocolException extends RuntimeException {

    private final transient CloseCode code;

    ProtocolException(CloseCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}
