package dev.sotto.streams.stream;

import dev.sotto.packet.PacketHeader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How the packets of one stream follow each other: which are new, which are repeats, what is missing. A stream id has
 * lives, one after another; which life a packet belongs to is said by the epoch in its record, or it is that of the
 * packet before. Within a life frame numbers decide. No clock is asked, but for encoders that write no epochs.
 */
final class PacketOrder {

    /** Lives of a stream that are remembered to be over. */
    private static final int PAST = 16;

    private static final long UNKNOWN = -1;

    private final Deque<Long> past = new ArrayDeque<>();
    private boolean started;
    private boolean ended;
    private long nextFrame;

    /** Of this life; unknown where its beginning was not seen, or nobody says. */
    private long epoch = UNKNOWN;

    /** What comes belongs to a life that is over, until a record says otherwise. */
    private boolean inThePast;

    /** Of the first packet of this life, of the last one, and of the life before. */
    private long startTimestamp;

    private long lastTimestamp;
    private long previousStart = Long.MAX_VALUE;
    private long previousEnd = Long.MIN_VALUE;
    private long previousFrames;

    /** How a packet fits. To be asked once for each. */
    Arrival classify(PacketHeader packet, OptionalLong said, long timestamp) {
        if (!started) {
            return Arrival.start(packet.firstFrame());
        }
        if (said.isPresent()) {
            inThePast = past.contains(said.getAsLong());
        }
        if (inThePast) {
            return Arrival.STALE;
        }
        if (said.isPresent() && begins(packet, said.getAsLong())) {
            return Arrival.start(packet.firstFrame());
        }
        if (said.isEmpty() && packet.firstFrame() == 0) {
            return unsaidBeginning(timestamp);
        }
        if (ended) {
            return packet.firstFrame() < nextFrame && timestamp <= lastTimestamp
                    ? Arrival.REPEAT
                    : Arrival.start(packet.firstFrame());
        }
        if (packet.firstFrame() > nextFrame && isOfThePrevious(packet, timestamp)) {
            return Arrival.STALE;
        }
        return Arrival.of(nextFrame, packet.firstFrame(), packet.nextFrame());
    }

    /** A life whose beginning nobody here saw may turn out to be the one that is heard. */
    private boolean begins(PacketHeader packet, long said) {
        return said != epoch && (epoch != UNKNOWN || packet.firstFrame() == 0 && nextFrame > 0);
    }

    /** Of an encoder that writes no epochs: repeats have the timestamp that they had, older lives an older one. */
    private Arrival unsaidBeginning(long timestamp) {
        if (timestamp == startTimestamp) {
            return Arrival.REPEAT;
        }
        return epoch == UNKNOWN && timestamp < startTimestamp ? Arrival.STALE : Arrival.start(0);
    }

    private boolean isOfThePrevious(PacketHeader packet, long timestamp) {
        return packet.nextFrame() <= previousFrames && timestamp >= previousStart && timestamp <= previousEnd;
    }

    /**
     * A packet that is not a repeat takes its place.
     *
     * @param arrival how it fits
     */
    void take(PacketHeader packet, OptionalLong said, long timestamp, Arrival arrival) {
        if (arrival.kind() == Arrival.Kind.START) {
            begin(timestamp);
        }
        epoch = said.orElse(epoch);
        lastTimestamp = timestamp;
        nextFrame = packet.nextFrame();
        ended = packet.endsStream();
    }

    private void begin(long timestamp) {
        if (started) {
            previousStart = startTimestamp;
            previousEnd = lastTimestamp;
            previousFrames = nextFrame;
        }
        if (epoch != UNKNOWN) {
            past.add(epoch);
            if (past.size() > PAST) {
                past.remove();
            }
        }
        epoch = UNKNOWN;
        started = true;
        startTimestamp = timestamp;
    }

    /** Index of the frame that should come. */
    long nextFrame() {
        return nextFrame;
    }

    /** The frames from there on were not had after all. */
    void goBack(long frame) {
        nextFrame = frame;
    }

    boolean hasStarted() {
        return started;
    }

    boolean hasEnded() {
        return ended;
    }
}
