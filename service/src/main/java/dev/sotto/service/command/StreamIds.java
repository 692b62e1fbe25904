package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.streams.topic.StreamId;

/** What {@code --stream} may be. */
final class StreamIds {

    /** What Java makes of letters that it cannot read. */
    private static final char BROKEN = '\ufffd';

    private StreamIds() {}

    /** @throws BadInputException if it is absent or no stream id */
    static String require(String streamId) {
        if (streamId == null) {
            throw new BadInputException("Give the stream a name with --stream ID");
        }
        if (streamId.indexOf(BROKEN) >= 0) {
            throw new BadInputException("--stream: '" + streamId + "' has letters that the locale of this shell cannot"
                    + " say: set LC_ALL=C.UTF-8, or name the stream in plain ASCII");
        }
        try {
            StreamId.write(streamId);
            return streamId;
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--stream: " + e.getMessage(), e);
        }
    }
}
