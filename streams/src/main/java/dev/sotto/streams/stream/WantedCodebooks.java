package dev.sotto.streams.stream;

import dev.sotto.streams.topic.PcmRecord;

/** How many codebooks a stream's packets have: as many as the record asks for that fills their first frame. */
final class WantedCodebooks {

    private final int fallback;

    /** By the record at hand; at an end and a time-out, by the one before it. */
    private int wanted;

    private int ofPacket;

    /** @param fallback where a record does not ask for any number */
    WantedCodebooks(int fallback) {
        this.fallback = fallback;
        this.wanted = fallback;
        this.ofPacket = fallback;
    }

    /** A record that is no repeat. */
    void take(PcmRecord record) {
        if (!record.endsStream() || record.codebooks().isPresent()) {
            wanted = record.codebooks().orElse(fallback);
        }
    }

    void beginPacket() {
        ofPacket = wanted;
    }

    /** Of the packet that has been begun last. */
    int ofPacket() {
        return ofPacket;
    }
}
