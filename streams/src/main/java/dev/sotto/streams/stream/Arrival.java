package dev.sotto.streams.stream;

/**
 * How what arrives fits what its stream has had: counted in samples for speech, in frames for packets.
 *
 * @param amount of {@link Kind#NEXT} how much of it was had before, of {@link Kind#GAP} how much is missing, of
 *     {@link Kind#START} how much came before that nobody here has heard
 */
public record Arrival(Kind kind, long amount) {

    /** In which way it fits. */
    public enum Kind {
        /** The first of a stream, or of a stream that begins again. */
        START,
        /** What was expected, perhaps with an overlap. */
        NEXT,
        /** Nothing new in it. */
        REPEAT,
        /** Something before it never came. */
        GAP,
        /** Of a life of the stream that is over. */
        STALE,
        /** Something before it never came, without which it cannot be read. */
        UNREADABLE
    }

    static final Arrival REPEAT = new Arrival(Kind.REPEAT, 0);

    static final Arrival STALE = new Arrival(Kind.STALE, 0);

    static final Arrival UNREADABLE = new Arrival(Kind.UNREADABLE, 0);

    static Arrival start(long first) {
        return new Arrival(Kind.START, first);
    }

    /** Whether there is nothing in it that counts. */
    public boolean isDropped() {
        return kind == Kind.REPEAT || kind == Kind.STALE;
    }

    /** Whether a stream is taken up in its middle. */
    public boolean isLate() {
        return kind == Kind.START && amount > 0;
    }

    /**
     * Of a stream that goes on.
     *
     * @param expected index of what should come
     * @param first index of the first that comes
     * @param end index after the last that comes
     */
    static Arrival of(long expected, long first, long end) {
        if (first > expected) {
            return new Arrival(Kind.GAP, first - expected);
        }
        if (first < expected && end <= expected) {
            return REPEAT;
        }
        return new Arrival(Kind.NEXT, expected - first);
    }
}
