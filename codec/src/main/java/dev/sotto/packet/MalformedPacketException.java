package dev.sotto.packet;

import dev.sotto.BadInputException;

/** Bytes that are no packet of ours, with the offset of the byte that says so. */
public final class MalformedPacketException extends BadInputException {

    private static final long serialVersionUID = 1;

    private final long offset;

    public MalformedPacketException(long offset, String reason) {
        super(reason + " (at byte " + offset + ")");
        this.offset = offset;
    }

    public long offset() {
        return offset;
    }
}
