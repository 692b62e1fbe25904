package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.streams.topic.StreamId;

/** What {@code --stream} may be. */
final class StreamIds {

    private StreamIds() {}

    /** @throws BadInputException if it is absent or no stream id */
    static String require(String streamId) {
        if (streamId == null) {
            throw new BadInputException("Give the stream a name with --stream ID");
        }
        try {
            StreamId.write(streamId);
            return streamId;
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--stream: " + e.getMessage(), e);
        }
    }
}
