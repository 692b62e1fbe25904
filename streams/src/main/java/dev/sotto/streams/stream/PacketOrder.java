package dev.sotto.streams.stream;

import dev.sotto.packet.PacketHeader;

/** How the packets of one stream follow each other: which are new, which are repeats, what is missing. */
final class PacketOrder {

    private boolean started;
    private boolean ended;

    /** Of the first packet of this life of the stream. */
    private long startTimestamp;

    private long lastTimestamp;
    private long nextFrame;

    /**
     * How a packet fits. A stream begins again with a frame 0 that is younger than the one it began with. A packet that
     * was sent again has the timestamp that it had: that of the record of speech that completed it.
     */
    Arrival classify(PacketHeader packet, long timestamp) {
        if (!started) {
            return Arrival.start(packet.firstFrame());
        }
        if (timestamp < startTimestamp) {
            return Arrival.REPEAT;
        }
        if (packet.firstFrame() == 0 && timestamp > startTimestamp) {
            return Arrival.start(0);
        }
        if (ended) {
            return timestamp > lastTimestamp ? Arrival.start(packet.firstFrame()) : Arrival.REPEAT;
        }
        return Arrival.of(nextFrame, packet.firstFrame(), packet.nextFrame());
    }

    /**
     * A packet that is not a repeat takes its place.
     *
     * @param arrival how it fits
     */
    void take(PacketHeader packet, long timestamp, Arrival arrival) {
        if (arrival.kind() == Arrival.Kind.START) {
            started = true;
            startTimestamp = timestamp;
        }
        lastTimestamp = timestamp;
        nextFrame = packet.nextFrame();
        ended = packet.endsStream();
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
